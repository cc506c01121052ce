package io.tillstream.streams.journeys;

import io.tillstream.contracts.output.TextPair;
import io.tillstream.streams.customer.Occurrence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session that may still change: its first {@link #MAX_TOUCHES} touches up to the first purchase, and its orders. All of it is a minimum, a maximum or the
 * smallest of a set, so that it does not depend on the order of its events, nor on that of merging.
 */
final class Session extends Visit {

    /** Touches that are followed one by one. */
    static final int MAX_TOUCHES = 50;

    static final long NO_PURCHASE = Long.MAX_VALUE;
    static final long NO_CAMPAIGN = Long.MAX_VALUE;
    private static final long NOTHING_YET = Long.MAX_VALUE;
    private static final TextPair NOWHERE = new TextPair(Occurrence.UNKNOWN, Occurrence.UNKNOWN);

    /** Event time of the last event. */
    long end = Long.MIN_VALUE;
    /** Sales channel and device of the first event. */
    TextPair place = NOWHERE;

    String placeText = NOWHERE.text();
    /** Moments before the first purchase, ascending; one more than are followed tells that there are more. */
    long[] touches = new long[8];

    int touchCount;
    /** Moment of the first purchase. */
    long purchase = NO_PURCHASE;

    long firstMoment = NOTHING_YET;
    long campaignAt = NO_CAMPAIGN;
    final List<Order> orders = new ArrayList<>(0);

    /** Where its steps lead, as counted last; meaningful with a path. */
    int node;

    /** Its path as counted last, see {@link SessionPath}; null when it is not known, for it is not stored. */
    @Nullable
    String path;

    Session() {
        start = Long.MAX_VALUE;
    }

    /** Whether an event at the end of it changes nothing but its end. */
    boolean isRepeatedBy(Touchpoint touchpoint, long at, boolean hasCampaign) {
        boolean known = purchase != NO_PURCHASE
                || touchCount > MAX_TOUCHES
                || touchCount > 0 && touchCount < MAX_TOUCHES && Touchpoint.of(touches[touchCount - 1]) == touchpoint;
        return known && at > end && touchpoint != Touchpoint.PURCHASE && (!hasCampaign || campaignAt != NO_CAMPAIGN);
    }

    /** Whether an event is one more step at its end. */
    boolean isContinuedBy(long at) {
        return at > end && purchase == NO_PURCHASE && touchCount < MAX_TOUCHES;
    }

    /** Whether an event at a time may name its channel. */
    boolean asksForChannel(long at) {
        return at <= campaignAt;
    }

    /** Whether an event makes it a touch of another channel, or of another time. */
    boolean isMovedBy(long at, @Nullable String named) {
        return at < start || named != null && saysChannel(at, named) && !named.equals(channel);
    }

    private boolean saysChannel(long at, String named) {
        return at < campaignAt || at == campaignAt && named.compareTo(channel) < 0;
    }

    /** An event belongs to it. */
    void take(Touchpoint touchpoint, Occurrence occurrence, @Nullable String named) {
        long at = occurrence.at();
        long moment = touchpoint.moment(at);
        if (moment <= firstMoment) {
            takePlace(moment, new TextPair(occurrence.channel(), occurrence.device()));
        }
        if (at < start) {
            start = at;
            day = occurrence.day();
        }
        end = Math.max(end, at);
        if (named != null && saysChannel(at, named)) {
            campaignAt = at;
            channel = named;
        }
        if (touchpoint == Touchpoint.PURCHASE) {
            endPathAt(moment);
        } else {
            touch(moment);
        }
    }

    private void takePlace(long moment, TextPair said) {
        if (moment < firstMoment || moment == firstMoment && said.text().compareTo(place.text()) < 0) {
            firstMoment = moment;
            place = said;
            placeText = said.text();
        }
    }

    private void endPathAt(long moment) {
        purchase = Math.min(purchase, moment);
        while (touchCount > 0 && touches[touchCount - 1] > purchase) {
            touchCount--;
        }
    }

    /** Adds a moment before the first purchase. */
    void touch(long moment) {
        if (moment > purchase || touchCount > MAX_TOUCHES && moment > touches[MAX_TOUCHES]) {
            return;
        }
        int place = touchCount;
        while (place > 0 && touches[place - 1] >= moment) {
            place--;
        }
        if (place < touchCount && touches[place] == moment) {
            return;
        }
        if (touchCount <= MAX_TOUCHES) {
            if (touchCount == touches.length) {
                touches = Arrays.copyOf(touches, Math.min(2 * touchCount, MAX_TOUCHES + 1));
            }
            touchCount++;
        }
        System.arraycopy(touches, place, touches, place + 1, touchCount - 1 - place);
        touches[place] = moment;
    }

    /** An event between the two made them one. */
    void merge(Session other) {
        takePlace(other.firstMoment, other.place);
        if (other.start < start) {
            start = other.start;
            day = other.day;
        }
        end = Math.max(end, other.end);
        if (other.campaignAt != NO_CAMPAIGN && saysChannel(other.campaignAt, other.channel)) {
            campaignAt = other.campaignAt;
            channel = other.channel;
        }
        endPathAt(other.purchase);
        for (int i = 0; i < other.touchCount; i++) {
            touch(other.touches[i]);
        }
        orders.addAll(other.orders);
        wins = Math.max(wins, other.wins);
    }
}
