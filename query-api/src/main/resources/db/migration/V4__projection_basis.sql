-- Whose outputs and whose days the rows of each group of topics are; when either changes, the rows are made anew.

CREATE TABLE projection_basis (
    projection text    PRIMARY KEY,
    generation integer NOT NULL,
    zone       text    NOT NULL
);
