package io.tillstream.simulator.engine;

import io.tillstream.simulator.history.Shop;
import io.tillstream.simulator.history.ShopSettings;
import io.tillstream.simulator.live.LiveControls;
import io.tillstream.simulator.live.LivePlayer;
import io.tillstream.simulator.publish.Counts;
import io.tillstream.simulator.publish.KafkaLink;
import io.tillstream.simulator.publish.Publisher;
import io.tillstream.simulator.publish.Receipt;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a shop: waits for Kafka, publishes the history from where it stopped, then plays live. One thread does it, a second keeps the books each
 * second; any thread may steer and ask. After a failure it begins again at the checkpoint.
 */
public final class Simulator implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Simulator.class.getName());
    private static final long BOOKS_MILLIS = 1000;
    private static final int BOOKS_PER_LOG_LINE = 5;
    private static final long RETRY_MILLIS = 2000;
    private static final long SHORTEST_NAP_MILLIS = 2;
    private static final long LONGEST_NAP_MILLIS = 20;

    private final ShopSettings settings;
    private final boolean startLive;
    private final CheckpointFile file;
    private final KafkaLink kafka;
    private final Supplier<Publisher> publishers;
    private final LiveControls controls;
    private final Counts counts;
    private final Clock clock;
    private final PauseGate gate;
    private final RateMeter rate = new RateMeter();
    private final Thread worker;
    private final ScheduledExecutorService books;
    private int bookings;
    private volatile Phase phase = Phase.IDLE;
    private volatile boolean stopping;
    private volatile @Nullable Publisher publisher;
    private volatile @Nullable HistoryRun run;
    private volatile @Nullable LivePlayer player;
    private @Nullable Checkpoint checkpoint;
    private @Nullable Checkpoint written;

    /**
     * @param startLive whether to go live after the history
     * @param autostart whether to begin without being resumed
     * @param publishers makes a publisher; asked again after a failure
     */
    public Simulator(
            ShopSettings settings,
            boolean startLive,
            boolean autostart,
            CheckpointFile file,
            KafkaLink kafka,
            Supplier<Publisher> publishers,
            LiveControls controls,
            Counts counts,
            Clock clock) {
        this.settings = settings;
        this.startLive = startLive;
        this.file = file;
        this.kafka = kafka;
        this.publishers = publishers;
        this.controls = controls;
        this.counts = counts;
        this.clock = clock;
        this.gate = new PauseGate(!autostart);
        this.worker = Thread.ofPlatform().name("simulator").unstarted(this::work);
        this.books = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("simulator-books").daemon().factory());
    }

    /** Begins. */
    public void start() {
        kafka.start();
        worker.start();
        books.scheduleWithFixedDelay(this::keepBooks, BOOKS_MILLIS, BOOKS_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Stops sending.
     *
     * @param allowed how long to wait
     * @return whether everything sent so far has been acknowledged; if not, the simulator is paused nevertheless
     */
    public boolean pause(Duration allowed) throws InterruptedException {
        long deadline = System.nanoTime() + allowed.toNanos();
        if (!gate.pause(allowed)) {
            return false;
        }
        Publisher current = publisher;
        return current == null || current.awaitAcknowledged(Duration.ofNanos(deadline - System.nanoTime()));
    }

    /** Goes on after a pause. */
    public void resume() throws InterruptedException {
        gate.resume();
    }

    /** Whether it is paused. */
    public boolean paused() {
        return gate.paused();
    }

    /** What it is doing. */
    public Phase phase() {
        return phase;
    }

    /** Whether Kafka answers. */
    public boolean kafkaReady() {
        return kafka.ready();
    }

    /** How far the history is. */
    public HistoryProgress history() {
        HistoryRun current = run;
        return current == null ? HistoryProgress.NONE : current.progress();
    }

    /** Events acknowledged a second, over the last seconds. */
    public double eventsPerSecond() {
        return rate.perSecond();
    }

    /** Records sent and not yet acknowledged. */
    public long outstanding() {
        Publisher current = publisher;
        return current == null ? 0 : current.outstanding();
    }

    /** Customers who have signed up live. */
    public long newcomers() {
        LivePlayer current = player;
        return current == null ? 0 : current.newcomers();
    }

    private void work() {
        while (!stopping) {
            try {
                gate.begin();
                gate.end();
                phase = Phase.WAITING_FOR_KAFKA;
                runShop(kafka.awaitReady());
                return;
            } catch (InterruptedException | InterruptException e) {
                // only close() interrupts
                break;
            } catch (IOException e) {
                phase = Phase.FAILED;
                LOG.severe("The checkpoint cannot be used, so nothing is sent: " + e.getMessage());
                return;
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "The simulator begins again at its checkpoint", e);
                nap(RETRY_MILLIS);
            }
        }
        phase = Phase.STOPPED;
    }

    private void runShop(String clusterId) throws InterruptedException, IOException {
        Checkpoint from = checkpoint(clusterId);
        Shop shop = new Shop(from.settings(), from.end());
        HistoryRun ofHistory = new HistoryRun(shop, from.acknowledged(), from.historyDone());
        Publisher opened = publishers.get();
        try {
            publisher = opened;
            run = ofHistory;
            phase = Phase.HISTORY;
            LOG.info(
                    from.acknowledged() == 0
                            ? "History from " + shop.start() + " to " + shop.end()
                            : "History goes on after event " + from.acknowledged());
            ofHistory.publish(opened, gate);
            book();
            LOG.info("History complete: " + ofHistory.progress().events() + " events");
            if (startLive) {
                playLive(shop, ofHistory, opened, from);
            } else {
                phase = Phase.DONE;
            }
        } finally {
            // an interrupt would keep the publisher from sending what it holds
            boolean interrupted = Thread.interrupted();
            opened.close();
            publisher = null;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized Checkpoint checkpoint(String clusterId) throws IOException {
        Checkpoint found = file.read().orElse(null);
        if (found != null && !found.clusterId().equals(clusterId)) {
            LOG.warning("The checkpoint is of another Kafka cluster; the shop begins anew");
            found = null;
        }
        if (found == null) {
            found = Checkpoint.first(clusterId, settings, clock.instant().truncatedTo(ChronoUnit.SECONDS));
            file.write(found);
        } else if (!found.settings().equals(settings)) {
            LOG.warning("The settings of the shop have changed; it keeps those it was begun with, see " + file.file());
        }
        checkpoint = found;
        written = found;
        return found;
    }

    private void playLive(Shop shop, HistoryRun ofHistory, Publisher opened, Checkpoint from)
            throws InterruptedException {
        LivePlayer live = new LivePlayer(
                shop,
                ofHistory.history(),
                controls,
                clock.millis(),
                from.live(),
                from.newcomers(),
                event -> opened.send(event, Receipt.NONE));
        player = live;
        phase = Phase.LIVE;
        LOG.info("Live");
        while (!stopping) {
            gate.begin();
            long due;
            try {
                live.tick(clock.millis());
                due = live.nextDueAt();
            } finally {
                gate.end();
            }
            Thread.sleep(Math.clamp(due - clock.millis(), SHORTEST_NAP_MILLIS, LONGEST_NAP_MILLIS));
        }
    }

    private void keepBooks() {
        try {
            rate.sample(counts.acknowledged(), System.nanoTime());
            book();
            if (++bookings % BOOKS_PER_LOG_LINE == 0 && phase == Phase.HISTORY) {
                HistoryProgress progress = history();
                LOG.info(String.format(
                        "History %.1f %%, %d events acknowledged, %.0f events/s",
                        progress.percent(), progress.acknowledged(), rate.perSecond()));
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Bookkeeping failed; it is tried again", e);
        }
    }

    private synchronized void book() {
        Checkpoint current = checkpoint;
        HistoryRun ofHistory = run;
        if (current == null || ofHistory == null) {
            return;
        }
        HistoryProgress progress = ofHistory.progress();
        current = current.acknowledged(
                Math.max(current.acknowledged(), progress.acknowledged()), current.historyDone() || progress.done());
        LivePlayer live = player;
        if (live != null) {
            current = current.live(live.newcomers());
        }
        checkpoint = current;
        if (!current.equals(written)) {
            try {
                file.write(current);
                written = current;
            } catch (IOException e) {
                LOG.warning("The checkpoint cannot be written: " + e.getMessage());
            }
        }
    }

    private static void nap(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops; what was sent is given two seconds to be acknowledged. */
    @Override
    public void close() {
        stopping = true;
        worker.interrupt();
        try {
            worker.join(Duration.ofSeconds(4));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        books.shutdownNow();
        book();
        kafka.close();
        phase = Phase.STOPPED;
    }
}
