package io.tillstream.streams.behaviour;

/** What a buyer bought by brand and by quarter; at most some 450 bytes. */
final class BehaviourState {

    final Shares brands = new Shares();
    final Quarters quarters = new Quarters();
}
