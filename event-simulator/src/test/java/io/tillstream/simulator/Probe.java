package io.tillstream.simulator;
import io.tillstream.simulator.history.*;
import io.tillstream.contracts.event.*;
import java.time.*; import java.util.*;
class Probe {
  public static void main(String[] a) throws Exception {
    var s=new ShopSettings(42,1000,Period.ofMonths(18),io.tillstream.simulator.population.City.DEFAULT_NAMES,100,ZoneOffset.UTC,"USD");
    for(int r=0;r<3;r++){
    long t=System.nanoTime();
    var shop=new Shop(s,Instant.parse("2026-06-01T10:00:00Z"));
    var h=new History(shop);
    long t1=System.nanoTime();
    EnumMap<Action,Integer> n=new EnumMap<>(Action.class);
    Map<String,Integer> perMonth=new TreeMap<>();
    Map<String,Integer> orders=new HashMap<>();
    long last=0,gross=0,anon=0; CommerceEvent e;
    while((e=h.next())!=null){ n.merge(e.action(),1,Integer::sum);
      if(e.timestamp().toEpochMilli()<last) throw new IllegalStateException("order"); last=e.timestamp().toEpochMilli();
      if(e.envelope().anonymousId()!=null) anon++;
      if(e instanceof CommerceEvent.Purchase p){gross+=p.grossMicros(); perMonth.merge(p.timestamp().toString().substring(0,7),1,Integer::sum); orders.merge(p.key(),1,Integer::sum);} }
    long t2=System.nanoTime();
    System.out.printf("build %d ms, %d events in %d ms = %.0f/s, anon %d, active %d, unfinished %d%n",(t1-t)/1000000,h.eventsMade(),(t2-t1)/1000000,h.eventsMade()*1e9/(t2-t1),anon,h.activeCustomers().size(),h.unfinished().size());
    System.out.println(n); System.out.println(perMonth); System.out.println("gross "+gross/1e6+" buyers "+orders.size()+" max "+Collections.max(orders.values()));
    if(r==0) System.out.println(shop.catalogue().products().subList(0,12));
    }
  }
}
