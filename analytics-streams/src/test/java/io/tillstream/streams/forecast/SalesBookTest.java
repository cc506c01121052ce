package io.tillstream.streams.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.output.SalesCell;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SalesBookTest {

    private static final LocalDate DAY = LocalDate.parse("2024-03-01");
    private static final int THROUGH = (int) DAY.toEpochDay();

    private final SalesBook book = new SalesBook();

    @Test
    void shouldTakeDaysOfTotalAndCategoriesAlone() {
        assertThat(List.of("day|2024-03-01|total|all", "day|2024-03-01|category|A|B"))
                .allMatch(SalesBook::concerns);
        assertThat(List.of("all||total|all", "day|2024-03-01|product|total", "day|2024-03-01|country|US", "day|", ""))
                .noneMatch(SalesBook::concerns);
    }

    @Test
    void shouldBeDueOncePerDay() {
        book.put(cell("total", "all", DAY.minusDays(3), 100));
        book.put(cell("total", "all", DAY.plusDays(1), 7));
        assertThat(due(THROUGH)).containsExactly("total|all");
        made(THROUGH);
        assertThat(due(THROUGH)).isEmpty();
        // what is sold on the day that is not over says nothing of the days that are
        book.put(cell("total", "all", DAY.plusDays(1), 70));
        assertThat(due(THROUGH)).isEmpty();
        assertThat(due(THROUGH + 1)).containsExactly("total|all");
    }

    @Test
    void shouldBeDueWhenHistoryMovesByMoreThanAHundredth() {
        book.put(cell("total", "all", DAY.minusDays(3), 1_000));
        book.put(cell("total", "all", DAY.minusDays(1), 1_000));
        made(THROUGH);
        book.put(cell("total", "all", DAY.minusDays(1), 1_010));
        assertThat(due(THROUGH)).isEmpty();
        book.put(cell("total", "all", DAY.minusDays(3), 1_011));
        assertThat(due(THROUGH)).containsExactly("total|all");
    }

    @Test
    void shouldNotBeDueBeforeADayIsOver() {
        book.put(cell("total", "all", DAY.plusDays(1), 100));
        assertThat(due(THROUGH)).isEmpty();
    }

    @Test
    void shouldFillDaysWithoutSalesAndForgetOldOnes() {
        book.put(cell("category", "Books", DAY.minusDays(800), 5));
        book.put(cell("category", "Books", DAY.minusDays(3), 20));
        book.put(cell("category", "Books", DAY.minusDays(1), 30));
        DailySales sales = book.due(THROUGH).getFirst().through(THROUGH);
        assertThat(sales.length()).isEqualTo(728);
        assertThat(sales.lastDay()).isEqualTo(THROUGH);
        assertThat(sales.gross()).endsWith(0, 20, 0, 30, 0);
        assertThat(sales.gross()[0]).isZero();
    }

    @Test
    void shouldChooseTheCategoriesThatSellMost() {
        book.put(cell("category", "yesterday's hit", DAY.minusDays(60), 1_000_000));
        for (int i = 0; i < 60; i++) {
            book.put(cell("category", "c" + i, DAY, 100 + i));
        }
        book.put(cell("total", "all", DAY, 1));
        assertThat(due(THROUGH))
                .hasSize(51)
                .startsWith("total|all", "category|c59", "category|c58")
                .endsWith("category|c10");
    }

    private List<String> due(int through) {
        return book.due(through).stream()
                .map(each -> each.dimension() + "|" + each.value())
                .toList();
    }

    private void made(int through) {
        book.due(through).forEach(each -> each.made(through));
    }

    private static SalesCell cell(String dimension, String value, LocalDate day, long units) {
        long micros = units * 1_000_000;
        return new SalesCell(
                "day", day, dimension, value, null, null, 1, 1, micros, 0, micros, 0, 0, 1, 0, 0, null, Instant.EPOCH);
    }
}
