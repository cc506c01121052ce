-- Which kinds of personal data somebody may see, where not all: contacts (name, e-mail address, phone number) or texts (what customers wrote).

ALTER TABLE access_users
    ADD COLUMN personal_kinds text CHECK (personal_kinds IS NULL OR personal_data AND personal_kinds IN ('contacts', 'texts'));
ALTER TABLE access_keys
    ADD COLUMN personal_kinds text CHECK (personal_kinds IS NULL OR personal_data AND personal_kinds IN ('contacts', 'texts'));
