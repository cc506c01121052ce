package io.tillstream.ingest.imports.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.EventWriter;
import io.tillstream.contracts.event.Item;
import io.tillstream.ingest.imports.clean.CleaningOptions.Cancellations;
import io.tillstream.ingest.imports.clean.CleaningReport.Example;
import io.tillstream.ingest.imports.clean.Tables.Outcome;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleaningTest {

    @TempDir
    Path folder;

    @Test
    void shouldRemoveStepByStepAndSayWhichRowsAndWhy() throws Exception {
        String good = "536365,85123A,MUG,6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n";
        Outcome outcome = run(good
                + "536365,71053,LAMP,oops,2010-12-01 08:26:00,3.39,17850,United Kingdom\n"
                + "536366,71053,LAMP,1,2010-12-01 08:26:00,3.39,,United Kingdom\n"
                + "C536367,71053,LAMP,-1,2010-12-01 08:26:00,3.39,17850,United Kingdom\n"
                + "536368,71053,LAMP,0,2010-12-01 08:26:00,3.39,17850,United Kingdom\n"
                + "536368,71053,LAMP,1,2010-12-01 08:26:00,0,17850,United Kingdom\n"
                + good
                + "536369,71053,LAMP,2,2010-12-02 09:00:00,1.125,17851,France\n");

        assertThat(outcome.report().rows()).isEqualTo(8);
        assertThat(outcome.step(Step.UNREADABLE).examples()).containsExactly(new Example(3, "Quantity: is no number"));
        assertThat(outcome.step(Step.WITHOUT_CUSTOMER).examples())
                .containsExactly(new Example(4, "CustomerID is empty"));
        assertThat(outcome.step(Step.CANCELLED).examples())
                .containsExactly(new Example(5, "order C536367 is cancelled"));
        assertThat(outcome.step(Step.NOT_POSITIVE).examples())
                .containsExactly(
                        new Example(6, "Quantity is zero or negative"),
                        new Example(7, "UnitPrice is zero or negative"));
        assertThat(outcome.step(Step.DUPLICATE).examples())
                .containsExactly(new Example(8, "is the same in all columns as a row before"));
        assertThat(outcome.report().steps())
                .extracting(CleaningReport.StepResult::left)
                .containsExactly(7L, 6L, 5L, 3L, 2L, 2L, 2L);
        assertThat(outcome.report().lines()).isEqualTo(2);
        assertThat(outcome.report().orders()).isEqualTo(2);
        assertThat(outcome.report().customers()).isEqualTo(2);
        assertThat(outcome.report().countries()).isEqualTo(2);
        assertThat(outcome.report().units()).isEqualTo(8);
        assertThat(outcome.report().revenue()).isEqualByComparingTo("17.55");
        assertThat(outcome.report().lastAt()).isEqualTo(Instant.parse("2010-12-02T09:00:00Z"));
    }

    @Test
    void shouldKeepOnlyTheFirstFiveExamples() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            rows.append("1,A,MUG,1,2010-12-01 08:26:00,2.55,,UK\n");
        }

        assertThat(run(rows.toString()).step(Step.WITHOUT_CUSTOMER).removed()).isEqualTo(20);
        assertThat(run(rows.toString()).step(Step.WITHOUT_CUSTOMER).examples()).hasSize(5);
    }

    @Test
    void shouldMakeOneEventOfAllLinesOfAnOrderWhereverTheyStand() throws Exception {
        Outcome outcome = run("1,A,MUG,1,2010-12-01 08:26:00,2.55,c1,UK\n"
                + "2,A,MUG,1,2010-12-01 08:27:00,2.55,c2,UK\n"
                + "1,B,LAMP,2,2010-12-01 08:28:00,1,c1,UK\n"
                + "2,C,,3,2010-12-01 08:29:00,1,c2,UK\n"
                + "1,C,CUP,1,2010-12-01 08:30:00,1,c1,UK\n");

        assertThat(outcome.events()).hasSize(2);
        CommerceEvent.Purchase second =
                (CommerceEvent.Purchase) outcome.events().get(0);
        CommerceEvent.Purchase first = (CommerceEvent.Purchase) outcome.events().get(1);
        assertThat(second.orderId()).isEqualTo("2");
        assertThat(second.items())
                .containsExactly(
                        new Item("A", "MUG", null, null, 2_550_000, 1, 0, null),
                        new Item("C", null, null, null, 1_000_000, 3, 0, null));
        assertThat(first.orderId()).isEqualTo("1");
        assertThat(first.items()).extracting(Item::productId).containsExactly("A", "B", "C");
        assertThat(first.timestamp()).isEqualTo(Instant.parse("2010-12-01T08:26:00Z"));
        assertThat(first.key()).isEqualTo("c1");
        assertThat(first.envelope().context().country()).isEqualTo("UK");
    }

    @Test
    void shouldKeepApartAnOrderIdThatTwoCustomersShare() throws Exception {
        Outcome outcome = run("1,A,MUG,1,2010-12-01 08:26:00,2.55,c1,UK\n1,A,MUG,1,2010-12-01 08:26:00,2.55,c2,UK\n");

        assertThat(outcome.events()).extracting(CommerceEvent::key).containsExactly("c1", "c2");
        assertThat(outcome.events().get(0).envelope().eventId())
                .isNotEqualTo(outcome.events().get(1).envelope().eventId());
    }

    @Test
    void shouldMakeTheSameEventsEachTimeAndOthersFromOtherContent() throws Exception {
        String row = "1,A,MUG,1,2010-12-01 08:26:00,2.55,c1,UK\n";

        assertThat(run(row).events()).isEqualTo(run(row).events());
        assertThat(run(row).events().getFirst().envelope().eventId())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
                .isNotEqualTo(run(row.replace("2.55", "2.56"))
                        .events()
                        .getFirst()
                        .envelope()
                        .eventId());
    }

    @Test
    void shouldMakeEventsThatTheReaderTakes() throws Exception {
        Outcome outcome = Tables.run(
                folder,
                Tables.HEADER
                        + "1,A,\"MUG, \"\"big\"\"\",1,2010-12-01 08:26:00,2.55,c1,UK\nC1,A,MUG,-1,2010-12-02 08:26:00,2.55,c1,UK\n",
                Tables.withCancellations(Cancellations.REFUND));

        assertThat(outcome.events()).hasSize(2);
        for (CommerceEvent event : outcome.events()) {
            assertThat(new EventReader("USD").read(new EventWriter().write(event), Tables.LATEST))
                    .isEqualTo(event);
        }
    }

    @Test
    void shouldRefundTheOrderWithoutTheLetterIfTheCustomerHasIt() throws Exception {
        Outcome outcome = Tables.run(
                folder,
                Tables.HEADER
                        + "100,A,MUG,5,2010-12-01 08:26:00,2,c1,UK\n"
                        + "C100,A,MUG,-2,2010-12-02 08:26:00,2,c1,UK\n"
                        + "C200,A,MUG,-1,2010-12-03 08:26:00,2,c1,UK\n"
                        + "C100,A,MUG,-1,2010-12-03 08:26:00,2,c2,UK\n",
                Tables.withCancellations(Cancellations.REFUND));

        assertThat(outcome.events().stream()
                        .filter(CommerceEvent.Refund.class::isInstance)
                        .map(CommerceEvent.Refund.class::cast))
                .extracting(CommerceEvent.Refund::orderId, CommerceEvent.Refund::amountMicros)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("100", 4_000_000L),
                        org.assertj.core.groups.Tuple.tuple("C200", 2_000_000L),
                        org.assertj.core.groups.Tuple.tuple("C100", 2_000_000L));
        assertThat(outcome.report().orders()).isEqualTo(1);
        assertThat(outcome.report().revenue()).isEqualByComparingTo("10");
        assertThat(outcome.report().refunds()).isEqualTo(3);
        assertThat(outcome.report().refunded()).isEqualByComparingTo("8");
        assertThat(outcome.step(Step.CANCELLED).removed()).isEqualTo(3);
    }

    @Test
    void shouldNotTakeAnOrderIdForACancelledOneWhereOrdersAreNoInvoices() throws Exception {
        String table = "order_id,product_id,quantity,event_time,price,customer_id\nC17,p,1,2010-12-01 08:26:00,1,c1\n";

        assertThat(Tables.run(folder, table, Tables.options()).report().orders())
                .isEqualTo(1);
        assertThat(Tables.run(folder, table, Tables.withCancellations(Cancellations.DROP))
                        .report()
                        .orders())
                .isZero();
    }

    @Test
    void shouldReadAnotherShapeByItsMapping() throws Exception {
        String table = "Bestellung;Artikel;Menge;Datum;Preis;Kunde;Warengruppe;Rabatt\n"
                + "B-1;Tasse;2;24.12.2023 18:30;2,50;K1;Haushalt;0,50\n"
                + "B-1;Lampe;1;24.12.2023 18:30;1.249,00;K1;Licht;\n";
        Outcome outcome = Tables.run(
                folder,
                table,
                Tables.withMapping(Map.of(
                        "bestellung", "order_id",
                        "Artikel", "product_id",
                        "Menge", "quantity",
                        "Datum", "event_time",
                        "Preis", "price",
                        "Kunde", "customer_id",
                        "Warengruppe", "category",
                        "Rabatt", "discount")));

        CommerceEvent.Purchase order = (CommerceEvent.Purchase) outcome.events().getFirst();
        assertThat(outcome.report().delimiter()).isEqualTo(";");
        assertThat(order.timestamp()).isEqualTo(Instant.parse("2023-12-24T18:30:00Z"));
        assertThat(order.items())
                .containsExactly(
                        new Item("Tasse", null, "Haushalt", null, 2_500_000, 2, 500_000, null),
                        new Item("Lampe", null, "Licht", null, 1_249_000_000, 1, 0, null));
        assertThat(outcome.report().revenue()).isEqualByComparingTo("1253.5");
    }

    @Test
    void shouldKnowCustomerIdWithASpaceAndAsADecimal() throws Exception {
        String table =
                Tables.HEADER.replace("CustomerID", "Customer ID") + "1,A,MUG,1,2010-12-01 08:26:00,2.55,17850.0,UK\n";

        assertThat(Tables.run(folder, table, Tables.options())
                        .events()
                        .getFirst()
                        .key())
                .isEqualTo("17850");
    }

    @Test
    void shouldStartOverWithTheDayFirstWhenALaterDateShowsIt() throws Exception {
        Outcome outcome = run("1,A,MUG,1,01/12/2010 08:26,1,c1,UK\n2,A,MUG,1,13/12/2010 08:26,1,c1,UK\n");

        assertThat(outcome.report().rows()).isEqualTo(2);
        assertThat(outcome.report().firstAt()).isEqualTo(Instant.parse("2010-12-01T08:26:00Z"));
        assertThat(outcome.report().dateFormat()).isEqualTo("D/M/YYYY H:MM");
        assertThat(outcome.report().notes()).isEmpty();
    }

    @Test
    void shouldSayWhenDayAndMonthMayBeSwapped() throws Exception {
        Outcome outcome = run("1,A,MUG,1,03/04/2011 08:26,1,c1,UK\n");

        assertThat(outcome.report().firstAt()).isEqualTo(Instant.parse("2011-03-04T08:26:00Z"));
        assertThat(outcome.report().notes()).singleElement().asString().contains("date_format=dmy");
        assertThat(Tables.run(
                                folder,
                                Tables.HEADER + "1,A,MUG,1,03/04/2011 08:26,1,c1,UK\n",
                                Tables.withDateFormat("dmy"))
                        .report()
                        .firstAt())
                .isEqualTo(Instant.parse("2011-04-03T08:26:00Z"));
    }

    @Test
    void shouldStartOverInAnotherEncodingWhenTheTextTurnsOutNotToBeUtf8() throws Exception {
        StringBuilder table = new StringBuilder(Tables.HEADER);
        for (int i = 0; i < 40_000; i++) {
            table.append(i).append(",A,PLAIN MUG,1,2010-12-01 08:26:00,1,c1,UK\n");
        }
        table.append("99999,A,Voucher £40,1,2010-12-01 08:26:00,1,c1,UK\n");
        Path file = Files.write(folder.resolve("late.csv"), table.toString().getBytes(StandardCharsets.ISO_8859_1));

        Outcome outcome = Tables.run(file, Tables.options());

        assertThat(outcome.report().encoding()).isEqualTo("windows-1252");
        assertThat(outcome.report().rows()).isEqualTo(40_001);
        assertThat(((CommerceEvent.Purchase) outcome.events().getLast())
                        .items()
                        .getFirst()
                        .title())
                .isEqualTo("Voucher £40");
    }

    @Test
    void shouldReadEveryEncodingAlike() throws Exception {
        String table = Tables.HEADER + "1,A,Tasse für 5 £,1,2010-12-01 08:26:00,1,c1,Österreich\n";
        Outcome expected = Tables.run(folder, table, Tables.options());
        for (String charset : new String[] {"UTF-16", "UTF-16LE", "windows-1252", "ISO-8859-1"}) {
            Path file = Files.write(folder.resolve(charset), table.getBytes(Charset.forName(charset)));
            assertThat(Tables.run(file, Tables.options()).events()).as(charset).isEqualTo(expected.events());
        }
        Path withMark = Files.writeString(folder.resolve("bom"), "\ufeff" + table);
        assertThat(Tables.run(withMark, Tables.options()).events()).isEqualTo(expected.events());
    }

    @Test
    void shouldTakeTimesFromTheBusinessZone() throws Exception {
        Outcome outcome = Tables.run(
                folder,
                Tables.HEADER + "1,A,MUG,1,2011-07-01 08:26:00,1,c1,UK\n",
                Tables.inZone(ZoneId.of("Europe/London")));

        assertThat(outcome.report().firstAt()).isEqualTo(Instant.parse("2011-07-01T07:26:00Z"));
    }

    @Test
    void shouldDropOutliersOnlyWhenAsked() throws Exception {
        StringBuilder table = new StringBuilder(Tables.HEADER);
        for (int i = 1; i <= 8; i++) {
            table.append(i).append(",A,MUG,").append(i).append(",2010-12-01 08:26:00,1,c1,UK\n");
        }
        table.append("9,A,MUG,500,2010-12-01 08:26:00,1,c1,UK\n");

        assertThat(Tables.run(folder, table.toString(), Tables.options())
                        .report()
                        .lines())
                .isEqualTo(9);
        Outcome outcome = Tables.run(folder, table.toString(), Tables.withoutOutliers());
        assertThat(outcome.step(Step.OUTLIER).removed()).isEqualTo(1);
        assertThat(outcome.step(Step.OUTLIER).examples().getFirst().row()).isEqualTo(10);
        assertThat(outcome.report().orders()).isEqualTo(8);
        assertThat(outcome.report().units()).isEqualTo(36);
        assertThat(outcome.report().notes()).singleElement().asString().contains("Outliers");
    }

    @Test
    void shouldRemoveAnOrderThatIsTooLargeForOneEvent() throws Exception {
        StringBuilder table = new StringBuilder(Tables.HEADER);
        for (int i = 0; i < 10_001; i++) {
            table.append("1,A").append(i).append(",MUG,1,2010-12-01 08:26:00,1,c1,UK\n");
        }
        table.append("2,A,MUG,1,2010-12-01 08:26:00,1,c1,UK\n");

        Outcome outcome = Tables.run(folder, table.toString(), Tables.options());

        assertThat(outcome.report().orders()).isEqualTo(1);
        assertThat(outcome.step(Step.OVERSIZED_ORDER).removed()).isEqualTo(10_001);
        assertThat(outcome.step(Step.OVERSIZED_ORDER).left()).isEqualTo(1);
        assertThat(outcome.step(Step.OVERSIZED_ORDER).examples().getFirst().reason())
                .contains("10000 lines");
    }

    private Outcome run(String rows) throws Exception {
        return Tables.run(folder, Tables.HEADER + rows, Tables.options());
    }
}
