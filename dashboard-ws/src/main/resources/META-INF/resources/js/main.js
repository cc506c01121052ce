// Puts the page together.

import { createStore } from './store.js';
import { connectLive } from './live.js';
import { shopZone } from './format.js';
import { startTheme } from './theme.js';
import { startPanel } from './panel.js';
import { createContext } from './context.js';
import { chooseLanguage, language, LANGUAGES, startLanguage } from './language.js';
import { startStatus } from './panels/status.js';
import { startVitals } from './panels/vitals.js';
import { kpis } from './panels/kpis.js';
import { sales } from './panels/sales.js';
import { categories } from './panels/categories.js';
import { funnel } from './panels/funnel.js';
import { segments } from './panels/segments.js';
import { rfm } from './panels/rfm.js';
import { churn } from './panels/churn.js';
import { seasonality } from './panels/seasonality.js';
import { carts } from './panels/carts.js';
import { products } from './panels/products.js';
import { transactions } from './panels/transactions.js';
import { insights } from './panels/insights.js';
import { forecast } from './panels/forecast.js';
import { customSegments } from './panels/custom-segments.js';
import { people } from './panels/people.js';
import { churnProbability } from './panels/churn-probability.js';
import { churnReasons } from './panels/churn-reasons.js';
import { churnCalls } from './panels/churn-calls.js';
import { value } from './panels/value.js';
import { valueAlive } from './panels/value-alive.js';
import { valueTop } from './panels/value-top.js';
import { propensity } from './panels/propensity.js';
import { clusters } from './panels/clusters.js';
import { clustersScatter } from './panels/clusters-scatter.js';
import { bundles } from './panels/bundles.js';
import { bundleRules } from './panels/bundle-rules.js';
import { deadStock } from './panels/dead-stock.js';
import { training } from './panels/training.js';
import { models } from './panels/models.js';
import { cohorts } from './panels/cohorts.js';
import { retention } from './panels/retention.js';
import { satisfaction } from './panels/satisfaction.js';
import { satisfactionChannels } from './panels/satisfaction-channels.js';
import { feedback } from './panels/feedback.js';
import { support } from './panels/support.js';
import { supportCategories } from './panels/support-categories.js';
import { correlations } from './panels/correlations.js';
import { orderSpread } from './panels/order-spread.js';
import { payments } from './panels/payments.js';
import { loyalty } from './panels/loyalty.js';
import { loyaltyTiers } from './panels/loyalty-tiers.js';
import { referrals } from './panels/referrals.js';
import { startModules } from './modules.js';
import { startFilterBar } from './filter-bar.js';
import { currentLayout, isShared, keep, onLayout, startLayout } from './layout.js';
import { keepTime } from './range.js';
import { startSession } from './session.js';

const panels = [
  kpis, insights, sales, transactions, forecast, categories, funnel, seasonality, carts, products, segments, rfm, customSegments, people,
  churn, churnProbability, churnReasons, churnCalls, value, valueAlive, valueTop, propensity, clusters, clustersScatter, bundles, bundleRules, deadStock,
  training, models, cohorts, retention, satisfaction, satisfactionChannels, feedback, support, supportCategories, correlations, orderSpread, payments,
  loyalty, loyaltyTiers, referrals,
];
await startLanguage();
const languages = document.querySelector('[data-action="language"]');
languages.append(...LANGUAGES.map(([name, words]) => new Option(words, name, false, name === language())));
languages.addEventListener('change', () => chooseLanguage(languages.value));

const store = createStore();
const context = createContext(store);

startTheme(document.querySelector('[data-action="theme"]'), (theme) => isShared() || keep({ ...currentLayout(), theme }).catch(() => null));
const status = startStatus(store, context);
startVitals(store);
startModules(document.querySelector('nav.modules'), document.querySelector('main'));
keepTime(context);
startFilterBar(document.querySelector('[data-filters]'), context);
shopZone(context);
let shownZone = null;
onLayout(({ zone }) => {
  if (zone !== shownZone) {
    shownZone = zone;
    document.querySelector('[data-text="times"]').textContent = zone === 'shop' ? 'the shop’s' : 'yours';
    context.changed();
  }
});
startLayout(document.querySelector('[data-action="arrange"]'), document.querySelector('[data-layout-notice]'));

const session = startSession(document.querySelector('[data-session]'));
const live = connectLive({
  url: async () => {
    const ticket = await session.ticket();
    return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/live${ticket ? `?ticket=${encodeURIComponent(ticket)}` : ''}`;
  },
  channels: ['status'],
  store,
  onState: status.connection,
});
panels.forEach((panel) => startPanel(panel, store, context, live.want));
