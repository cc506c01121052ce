package io.tillstream.dashboard.sales;

import static io.tillstream.dashboard.testing.Figures.sales;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.output.SalesCell;
import org.junit.jupiter.api.Test;

class ProductBoardTest {

    private final ProductBoard board = new ProductBoard();

    @Test
    void shouldRankByNewestNetSales() {
        put("lamp", 3, 30);
        put("table", 2, 20);
        put("chair", 1, 10);
        put("chair", 5, 50);
        put("unsold", 0, 0);
        assertThat(board.top(10)).extracting(SalesCell::value).containsExactly("chair", "lamp", "table");
        put("lamp", 3, -5);
        assertThat(board.top(2)).extracting(SalesCell::value).containsExactly("chair", "table");
    }

    @Test
    void shouldKeepTheBestOfAnyNumberOfProducts() {
        for (int i = 0; i < 3 * ProductBoard.KEPT; i++) {
            put("p-" + i, 1, i);
        }
        assertThat(board.top(2)).extracting(SalesCell::netMicros).containsExactly(5_999L, 5_998L);
        assertThat(board.top(10_000)).hasSize(ProductBoard.KEPT);
    }

    private void put(String product, long orders, long netMicros) {
        board.put(sales("all", null, "product", product, orders, netMicros));
    }
}
