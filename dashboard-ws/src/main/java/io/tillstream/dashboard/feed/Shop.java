package io.tillstream.dashboard.feed;

import static java.util.Map.entry;

import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.Generation;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicSpec;
import io.tillstream.dashboard.activity.ActivityChannel;
import io.tillstream.dashboard.activity.ActivityFeed;
import io.tillstream.dashboard.alerts.AlertBook;
import io.tillstream.dashboard.alerts.AlertsChannel;
import io.tillstream.dashboard.bundles.BundleBook;
import io.tillstream.dashboard.bundles.BundlesChannel;
import io.tillstream.dashboard.carts.CartBook;
import io.tillstream.dashboard.carts.CartsChannel;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.RecordReader;
import io.tillstream.dashboard.customers.CustomerBook;
import io.tillstream.dashboard.customers.CutPointBook;
import io.tillstream.dashboard.customers.DensityBook;
import io.tillstream.dashboard.customers.RfmChannel;
import io.tillstream.dashboard.customers.SegmentsChannel;
import io.tillstream.dashboard.customers.TransitionBook;
import io.tillstream.dashboard.customsegments.CustomSegmentsChannel;
import io.tillstream.dashboard.customsegments.DefinitionBook;
import io.tillstream.dashboard.customsegments.MemberBook;
import io.tillstream.dashboard.forecast.ForecastBook;
import io.tillstream.dashboard.forecast.ForecastChannel;
import io.tillstream.dashboard.funnel.FunnelBook;
import io.tillstream.dashboard.funnel.FunnelChannel;
import io.tillstream.dashboard.kpis.KpisChannel;
import io.tillstream.dashboard.models.ModelBook;
import io.tillstream.dashboard.models.ModelsChannel;
import io.tillstream.dashboard.models.TrainingChannel;
import io.tillstream.dashboard.predictions.ChurnChannel;
import io.tillstream.dashboard.predictions.ClustersChannel;
import io.tillstream.dashboard.predictions.PredictionBook;
import io.tillstream.dashboard.predictions.PropensityChannel;
import io.tillstream.dashboard.predictions.ValueChannel;
import io.tillstream.dashboard.sales.CategoriesChannel;
import io.tillstream.dashboard.sales.ProductsChannel;
import io.tillstream.dashboard.sales.SalesBook;
import io.tillstream.dashboard.sales.SalesChannel;
import io.tillstream.dashboard.seasonality.SeasonalityBook;
import io.tillstream.dashboard.seasonality.SeasonalityChannel;
import io.tillstream.dashboard.status.Freshness;
import io.tillstream.dashboard.status.Link;
import io.tillstream.dashboard.status.StatusChannel;
import io.tillstream.dashboard.status.Vitals;
import io.tillstream.dashboard.transactions.TransactionFeed;
import io.tillstream.dashboard.transactions.TransactionsChannel;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All books and channels of one reading from the beginning. A new reading starts with a new shop, so that nothing read twice counts twice.
 *
 * <p>Not thread-safe: it belongs to the reading thread.
 */
public final class Shop {

    private static final Set<TopicSpec> FROM_THE_END = Set.of(TopicCatalogue.EVENTS, TopicCatalogue.TRANSITIONS);

    private final Map<String, RecordReader> readers;
    private final Set<String> tails;
    private final StatusChannel status;
    private final List<Channel> channels;

    /**
     * @param currency ISO 4217 code of all amounts
     * @param time the business calendar
     * @param sampleLimit customers in the scatters at most
     * @param generation whose outputs are read
     */
    public Shop(
            String currency,
            BusinessTime time,
            int sampleLimit,
            Generation generation,
            Link link,
            Vitals vitals,
            Clock clock) {
        Freshness freshness = new Freshness(vitals);
        PredictionBook predictions = new PredictionBook(sampleLimit);
        MemberBook members = new MemberBook();
        DensityBook density = new DensityBook();
        CustomerBook customers = new CustomerBook(sampleLimit, freshness, link, clock, predictions, members, density);
        ModelBook models = new ModelBook();
        ForecastBook forecasts = new ForecastBook();
        DefinitionBook definitions = new DefinitionBook();
        AlertBook alerts = new AlertBook();
        BundleBook bundles = new BundleBook();
        SalesBook sales = new SalesBook(freshness, link, clock);
        FunnelBook funnel = new FunnelBook(freshness, link, clock);
        SeasonalityBook seasonality = new SeasonalityBook();
        CartBook carts = new CartBook();
        CutPointBook cutPoints = new CutPointBook(freshness);
        TransitionBook transitions = new TransitionBook();
        EventReader events = new EventReader(currency);
        TransactionFeed transactions = new TransactionFeed(events, freshness);
        ActivityFeed activity = new ActivityFeed();
        this.readers = Map.ofEntries(
                entry(generation.topic(TopicCatalogue.PROFILES), customers),
                entry(generation.topic(TopicCatalogue.SALES), sales),
                entry(generation.topic(TopicCatalogue.FUNNEL), funnel),
                entry(generation.topic(TopicCatalogue.SEASONALITY), seasonality),
                entry(generation.topic(TopicCatalogue.CARTS), carts),
                entry(generation.topic(TopicCatalogue.MODELS), record -> {
                    cutPoints.read(record);
                    models.read(record);
                }),
                entry(generation.topic(TopicCatalogue.FORECASTS), forecasts),
                entry(generation.topic(TopicCatalogue.SEGMENT_DEFINITIONS), definitions),
                entry(generation.topic(TopicCatalogue.ALERTS), alerts),
                entry(generation.topic(TopicCatalogue.BUNDLES), bundles),
                entry(generation.topic(TopicCatalogue.TRANSITIONS), transitions),
                entry(generation.topic(TopicCatalogue.EVENTS), record -> {
                    transactions.read(record);
                    activity.read(record);
                }));
        this.tails = FROM_THE_END.stream().map(generation::topic).collect(Collectors.toUnmodifiableSet());
        this.status = new StatusChannel(link, freshness, vitals, currency, zoneName(time));
        this.channels = List.of(
                new KpisChannel(sales, funnel, customers, freshness, time),
                new SalesChannel(sales),
                new CategoriesChannel(sales),
                new ProductsChannel(sales),
                new SegmentsChannel(customers, density, transitions),
                new RfmChannel(customers, density, cutPoints),
                new ChurnChannel(customers, predictions, models),
                new ValueChannel(predictions, models),
                new ClustersChannel(predictions, density, models),
                new PropensityChannel(predictions, models),
                new ForecastChannel(forecasts, sales),
                new BundlesChannel(bundles, sales.titles()),
                new ModelsChannel(models),
                new TrainingChannel(models),
                new CustomSegmentsChannel(definitions, members),
                new AlertsChannel(alerts),
                new FunnelChannel(funnel, freshness),
                new SeasonalityChannel(seasonality),
                new CartsChannel(carts, freshness),
                new TransactionsChannel(transactions),
                new ActivityChannel(activity, events),
                status);
    }

    private static String zoneName(BusinessTime time) {
        return time.zone().equals(ZoneOffset.UTC) ? "UTC" : time.zone().getId();
    }

    /** Who reads which topic. */
    Map<String, RecordReader> readers() {
        return readers;
    }

    /** Topics of which only the newest records matter: they are read from near the end. */
    Set<String> tails() {
        return tails;
    }

    /** All channels. */
    public List<Channel> channels() {
        return channels;
    }

    /** The channel that says something also while history is read. */
    Channel status() {
        return status;
    }
}
