// Puts the page together.

import { createStore } from './store.js';
import { connectLive } from './live.js';
import { startTheme } from './theme.js';
import { startPanel } from './panel.js';
import { createContext } from './context.js';
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

const panels = [kpis, sales, transactions, categories, funnel, segments, rfm, churn, seasonality, carts, products];
const store = createStore();
const context = createContext(store);

startTheme(document.querySelector('[data-action="theme"]'));
const status = startStatus(store, context);
startVitals(store);
panels.forEach((panel) => startPanel(panel, store, context));

connectLive({
  url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/live`,
  channels: ['status', ...new Set(panels.map((panel) => panel.channel))],
  store,
  onState: status.connection,
});
