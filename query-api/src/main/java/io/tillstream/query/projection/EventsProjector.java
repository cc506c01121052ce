package io.tillstream.query.projection;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.contracts.event.RecordKey;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The event log: raw events for time lines, orders, refunds, and what customers stated of themselves. */
final class EventsProjector implements TopicProjector {

    private final EventReader reader;
    private final RefusedRecords refused;
    private final StatedDetails stated = new StatedDetails();
    private final EventRows events = new EventRows();
    private final OrderRows orders;
    private final RefundRows refunds;

    EventsProjector(EventReader reader, BusinessTime time, RefusedRecords refused) {
        this.reader = reader;
        this.refused = refused;
        this.orders = new OrderRows(time);
        this.refunds = new RefundRows(time);
    }

    @Override
    public String topic() {
        return TopicCatalogue.EVENTS.name();
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        stated.prepare(connection);
        events.prepare(connection);
        orders.prepare(connection);
        refunds.prepare(connection);
    }

    @Override
    public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        List<LoggedEvent> batch = read(records);
        stated.load(connection, sellingCustomers(batch));
        events.begin();
        orders.begin();
        refunds.begin();
        for (LoggedEvent logged : batch) {
            add(logged);
        }
        stated.write(connection);
        events.write(connection);
        orders.write(connection);
        refunds.write(connection);
    }

    private void add(LoggedEvent logged) {
        events.add(logged);
        switch (logged.event()) {
            case CommerceEvent.Identify identify -> stated.state(logged.customer(), identify.details());
            case CommerceEvent.CustomerUpdated updated -> stated.state(logged.customer(), updated.details());
            case CommerceEvent.Purchase purchase -> orders.add(logged, purchase, place(logged));
            case CommerceEvent.Refund refund -> refunds.add(logged, refund, place(logged));
            default -> {}
        }
    }

    private Place place(LoggedEvent logged) {
        return Place.of(logged.event().envelope().context(), stated.of(logged.customer()));
    }

    private List<LoggedEvent> read(List<ConsumerRecord<byte[], byte[]>> records) {
        List<LoggedEvent> batch = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() == null) {
                refused.refuse(record, "no value");
                continue;
            }
            Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
            try {
                CommerceEvent event = reader.read(record.value(), appendedAt);
                RecordKey.check(record.key(), event);
                batch.add(new LoggedEvent(event.key(), event, appendedAt));
            } catch (InvalidEventException e) {
                refused.refuse(record, e.field() + " is not as it should be");
            }
        }
        return batch;
    }

    private static Set<String> sellingCustomers(List<LoggedEvent> batch) {
        Set<String> customers = new TreeSet<>();
        for (LoggedEvent logged : batch) {
            if (logged.event() instanceof CommerceEvent.Purchase || logged.event() instanceof CommerceEvent.Refund) {
                customers.add(logged.customer());
            }
        }
        return customers;
    }

    @Override
    public void forget(Connection connection) throws SQLException {
        StagedTable.execute(connection, "TRUNCATE events, orders, order_lines, refunds, refund_lines");
        StagedTable.execute(
                connection,
                "UPDATE customers SET stated_age_group = NULL, stated_gender = NULL, stated_location = NULL,"
                        + " stated_country = NULL, registered_at = NULL");
    }
}
