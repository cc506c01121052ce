package io.tillstream.dashboard.feed;

import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.live.ChannelHub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Publishes channels that changed: at once when a channel has been silent for the interval, otherwise when the interval is over. Belongs to the reading
 * thread.
 */
final class Publisher {

    private final ChannelHub hub;
    private final Duration interval;
    private final List<Schedule> schedules = new ArrayList<>();

    /** What was last published of a channel, and when. */
    private static final class Schedule {
        private final Channel channel;
        private final boolean early;
        private @Nullable Instant publishedAt;
        private long version;

        private Schedule(Channel channel, boolean early) {
            this.channel = channel;
            this.early = early;
        }
    }

    /**
     * @param interval least time between two messages of one channel
     * @param status the channel that is published also while history is read
     */
    Publisher(ChannelHub hub, Duration interval, List<Channel> channels, Channel status) {
        this.hub = hub;
        this.interval = interval;
        channels.forEach(channel -> schedules.add(new Schedule(channel, channel == status)));
    }

    /**
     * Publishes what is due.
     *
     * @param complete whether the history has been read; before, only the status is published, since partial sums would look like figures
     * @return whether nothing that changed waits for its interval
     */
    boolean publish(Instant now, boolean complete) {
        boolean settled = complete;
        for (Schedule schedule : schedules) {
            if (complete || schedule.early) {
                settled &= publish(schedule, now);
            }
        }
        return settled;
    }

    /** False when the channel changed and waits. */
    private boolean publish(Schedule schedule, Instant now) {
        Instant last = schedule.publishedAt;
        long version = schedule.channel.version(now);
        if (last != null && last.plus(interval).isAfter(now)) {
            return version == schedule.version;
        }
        if (last == null || version != schedule.version) {
            hub.publish(schedule.channel.name(), schedule.channel.data(now));
            schedule.version = version;
            schedule.publishedAt = now;
        }
        return true;
    }
}
