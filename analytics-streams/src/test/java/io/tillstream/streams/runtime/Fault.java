package io.tillstream.streams.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What may befall an installation of two instances and a broker. */
enum Fault {
    /** kill -9 of one instance, somewhere in a transaction; it comes back. */
    KILL,
    /** kill -9 of one, its disk is lost, and it is killed again while it restores from the changelog. */
    KILL_IN_RESTORE,
    /** One freezes for longer than its session, others take its work over; it wakes as a zombie with a transaction open. */
    ZOMBIE,
    /** kill -9 of the broker under both. */
    KILL_BROKER,
    /** kill -9 of both at once. */
    KILL_BOTH,
    /** A third instance joins, works and leaves in order. */
    REBALANCE,
    /** kill -9 of both, and the disk of both is lost. */
    LOSE_ALL_DISKS;

    /** A sequence in which every kind comes before any comes again, the first four first. */
    static List<Fault> schedule(int count, Random random) {
        return schedule(List.of(KILL, KILL_IN_RESTORE, ZOMBIE, KILL_BROKER), List.of(values()), count, random);
    }

    /** A sequence of some kinds only. */
    static List<Fault> schedule(List<Fault> kinds, int count, Random random) {
        return schedule(kinds, kinds, count, random);
    }

    private static List<Fault> schedule(List<Fault> first, List<Fault> kinds, int count, Random random) {
        List<Fault> schedule = new ArrayList<>();
        while (schedule.size() < count) {
            List<Fault> deck = new ArrayList<>(schedule.isEmpty() ? first : kinds);
            Collections.shuffle(deck, random);
            schedule.addAll(deck);
        }
        return List.copyOf(schedule.subList(0, count));
    }
}
