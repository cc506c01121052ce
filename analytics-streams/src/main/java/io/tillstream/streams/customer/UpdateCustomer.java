package io.tillstream.streams.customer;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.contracts.event.RecordKey;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.VisitorIdentity;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.tracing.Tracing;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.cells.Dimension;
import io.tillstream.streams.cells.SalesCells;
import io.tillstream.streams.identity.Journal;
import io.tillstream.streams.identity.Move;
import io.tillstream.streams.store.CommitPace;
import io.tillstream.streams.store.WriteBehindStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The one pass: parses each event once, updates the customer's whole state in memory, and once per commit writes changed customers and sends what
 * followed.
 *
 * <p>A record that is no event goes to the rejected topic and the stream goes on.
 */
public final class UpdateCustomer implements Processor<byte[], byte[], byte[], byte[]> {

    /** Name of the customer store. */
    public static final String STORE = "customer-state";

    static final Duration TICK = Duration.ofMillis(100);
    private static final int MAX_DIRTY = 50_000;
    private static final int MAX_CELLS = 200_000;

    private final Facets facets;
    private final EventReader reader;
    private final BusinessTime calendar;
    private final OutlookSource outlooks;
    private final PassOutlet outlet;
    private final PassMeter meter;
    private final CommitPace pace;
    private final PassTraces traces;
    private final Effects effects = new Effects();
    private @Nullable Task task;
    private boolean unsent;
    private long lastCommitAt;

    /** What belongs to one run of the task. */
    private record Task(
            ProcessorContext<byte[], byte[]> context,
            WriteBehindStore<CustomerState> customers,
            VirtualTime time,
            Deadlines deadlines,
            ShopDeliveries shopDeliveries,
            Sweep sweep,
            Identities identities) {}

    /** Assembles the pass. */
    public UpdateCustomer(
            Facets facets,
            EventReader reader,
            BusinessTime calendar,
            OutlookSource outlooks,
            PassOutlet outlet,
            PassMeter meter,
            CommitPace pace,
            Tracing tracing) {
        this.facets = facets;
        this.reader = reader;
        this.calendar = calendar;
        this.outlooks = outlooks;
        this.outlet = outlet;
        this.meter = meter;
        this.pace = pace;
        this.traces = new PassTraces(tracing);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        effects.clear();
        traces.givenUp();
        WriteBehindStore<CustomerState> customers = context.getStateStore(STORE);
        VirtualTime time = new VirtualTime(context.getStateStore(VirtualTime.STORE));
        Deadlines deadlines = new Deadlines();
        deadlines.restore(customers);
        outlooks.open(context);
        Identities identities = new Identities(
                facets,
                reader,
                calendar,
                new Journal(context.getStateStore(Journal.STORE)),
                effects,
                new Identities.Outlet() {
                    @Override
                    public void send(String person, Move move) {
                        outlet.sendMove(context::forward, person, move, context.currentSystemTimeMs());
                    }

                    @Override
                    public void tell(VisitorIdentity identity) {
                        outlet.sendIdentity(context::forward, identity, context.currentSystemTimeMs());
                    }
                });
        Task current = new Task(
                context,
                customers,
                time,
                deadlines,
                new ShopDeliveries(context.getStateStore(ShopDeliveries.STORE)),
                new Sweep(customers),
                identities);
        task = current;
        customers.setCommitListener(new WriteBehindStore.CommitListener<>() {
            @Override
            public void onChanged(Bytes key, CustomerState customer) {
                publish(current, key, customer);
            }

            @Override
            public void onCommit() {
                time.save();
                outlet.send(traces.marking(context::forward), effects);
                effects.clear();
                traces.published();
                unsent = false;
                lastCommitAt = context.currentSystemTimeMs();
            }
        });
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> tick(current, now));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Task current = requireTask();
        Instant receivedAt = Instant.ofEpochMilli(record.timestamp());
        pace.note(current.context.currentSystemTimeMs(), record.timestamp());
        unsent = true;
        if (traces.isOn()) {
            traces.begin(record, current.context.recordMetadata().orElseThrow());
        }
        if (isMove(current, record.value())) {
            move(current, record.key(), Move.of(record.value()));
            return;
        }
        try {
            if (record.value() == null) {
                throw new InvalidEventException("$", "the record has no value; an event is a JSON object");
            }
            CommerceEvent event = reader.read(record.value(), receivedAt);
            RecordKey.check(record.key(), event);
            meter.arrived(event.timestamp().toEpochMilli(), record.timestamp());
            apply(current, Bytes.wrap(record.key()), event, record);
        } catch (InvalidEventException e) {
            RecordMetadata origin = current.context.recordMetadata().orElseThrow();
            outlet.reject(current.context::forward, record, origin, e);
            meter.rejected();
        }
    }

    /** What owners tell each other comes by a topic of its own; no event begins with that byte, but a record that is no event may. */
    private static boolean isMove(Task current, byte @Nullable [] value) {
        return value != null
                && value.length > 0
                && value[0] == Move.MARK
                && !current.context
                        .recordMetadata()
                        .map(RecordMetadata::topic)
                        .orElse("")
                        .equals(TopicCatalogue.EVENTS.name());
    }

    private void move(Task current, byte[] key, Move move) {
        WriteBehindStore.Live<CustomerState> known = current.customers.find(key);
        CustomerState person = known == null ? CustomerState.empty(facets) : known.value();
        current.identities.take(key, person, move);
        note(current, Bytes.wrap(key), known, person);
    }

    private void apply(Task current, Bytes key, CommerceEvent event, Record<byte[], byte[]> record) {
        long receivedAt = record.timestamp();
        switch (event) {
            case CommerceEvent.Unmerge unmerge -> {
                current.identities.undo(unmerge);
                meter.ignored();
            }
            case CommerceEvent.ProductUpdated updated -> label(updated, receivedAt);
            case CommerceEvent.AdSpend spend -> spend(current, spend, receivedAt);
            default -> update(current, key, event, record);
        }
        current.time.note(event.timestamp().toEpochMilli(), receivedAt);
    }

    private void update(Task current, Bytes key, CommerceEvent event, Record<byte[], byte[]> record) {
        WriteBehindStore.Live<CustomerState> known = current.customers.find(key.get());
        CustomerState customer = known == null ? CustomerState.empty(facets) : known.value();
        boolean hasJournal = Identities.concerns(customer, event);
        boolean counted = hasJournal
                ? current.identities.take(key.get(), customer, event, record.value(), record.timestamp())
                : customer.update(event, record.timestamp(), calendar, effects);
        if (counted) {
            meter.counted();
        } else {
            meter.duplicate();
        }
        if (counted || hasJournal) {
            note(current, key, known, customer);
        }
    }

    private void note(
            Task current, Bytes key, WriteBehindStore.@Nullable Live<CustomerState> known, CustomerState customer) {
        if (known == null) {
            current.customers.add(key.get(), customer);
        } else {
            current.customers.markDirty(known);
        }
        if (customer.movedDeadline()) {
            current.deadlines.set(key, customer.deadline());
        }
        if (current.customers.dirtyCount() > MAX_DIRTY || effects.cellCount() > MAX_CELLS) {
            current.context.commit();
        }
    }

    private void spend(Task current, CommerceEvent.AdSpend spend, long receivedAt) {
        if (current.shopDeliveries.add(spend, receivedAt)) {
            facets.updateShop(spend, receivedAt, calendar, effects);
            meter.counted();
        } else {
            meter.duplicate();
        }
    }

    private void label(CommerceEvent.ProductUpdated updated, long receivedAt) {
        CellKey key = SalesCells.allTime(Dimension.PRODUCT, updated.product().productId());
        Cell cell = effects.cell(key, receivedAt);
        cell.offer(
                updated.product().title(),
                updated.product().category(),
                updated.stockOnHand(),
                updated.timestamp().toEpochMilli());
        meter.counted();
    }

    private void publish(Task current, Bytes key, CustomerState customer) {
        String customerId = new String(key.get(), StandardCharsets.UTF_8);
        Tracking tracking = customer.tracking();
        Standing before = customer.standing();
        if (tracking == null) {
            publishProfile(current, key, customer.profile(customerId, outlooks.current(), effects));
        } else {
            long now = current.context.currentSystemTimeMs();
            current.identities.refresh(key.get(), customer, current.time.at(now));
            current.deadlines.set(key, customer.deadline());
            if (!customer.core().isEmpty()) {
                Effects judgement = current.identities.judgement();
                publishProfile(current, key, customer.profile(customerId, outlooks.current(), judgement));
                tracking.isPublished = true;
            } else {
                customer.vacate(customerId, outlooks.current());
                if (tracking.isPublished) {
                    outlet.sendGone(current.context::forward, key.get(), now);
                    tracking.isPublished = false;
                }
            }
            current.identities.keep(key.get(), customer);
        }
        if (!customer.standing().ranksLike(before)) {
            current.sweep.noteChange();
        }
    }

    private void publishProfile(Task current, Bytes key, CustomerProfile profile) {
        outlet.sendProfile(traces.marking(current.context::forward), key.get(), profile);
    }

    private void tick(Task current, long now) {
        outlooks.refresh();
        long virtualNow = current.time.at(now);
        for (Bytes due = current.deadlines.pollDue(virtualNow);
                due != null;
                due = current.deadlines.pollDue(virtualNow)) {
            WriteBehindStore.Live<CustomerState> customer = current.customers.find(due.get());
            if (customer != null) {
                current.customers.markDirty(customer);
                advance(current, due, customer.value(), virtualNow);
            }
        }
        current.sweep.advance(now, outlooks.current(), current.time.newestEventAt(), pace.isBehind(now), summary -> {
            outlet.sendSummary(
                    current.context::forward, current.context.taskId().partition(), summary, now);
            unsent = true;
        });
        if ((unsent || current.customers.dirtyCount() > 0) && pace.isDue(now, lastCommitAt)) {
            current.context.commit();
        }
    }

    private void advance(Task current, Bytes key, CustomerState customer, long virtualNow) {
        Tracking tracking = customer.tracking();
        if (tracking != null && tracking.isStale) {
            // counted anew before the commit, which the passing of time is a part of
            return;
        }
        if (tracking == null) {
            customer.advance(virtualNow, effects);
        } else {
            current.identities.advance(key.get(), customer, virtualNow);
        }
        customer.movedDeadline();
        current.deadlines.set(key, customer.deadline());
    }

    private Task requireTask() {
        if (task == null) {
            throw new IllegalStateException("not initialised");
        }
        return task;
    }
}
