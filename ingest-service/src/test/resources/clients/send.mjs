// Sends the same small story with each official client, unmodified: a visitor looks, signs in and buys; and one event that nobody knows.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { BASE_URL, WRITE_KEY, RUN } = process.env;
const at = new Date('2026-03-02T09:00:00.000Z');
const products = [{ product_id: 'p-1', name: 'Linen Shirt', category: 'Clothing', price: 29.99, quantity: 2 }];
const order = name => ({ order_id: `${RUN}-${name}-order`, currency: 'USD', discount: 5.98, products });
const customer = name => `${RUN}-${name}`;
const visitor = name => `${RUN}-${name}-visitor`;

async function segment() {
  const { Analytics } = require('@segment/analytics-node');
  const analytics = new Analytics({ writeKey: WRITE_KEY, host: BASE_URL, flushAt: 50 });
  const failures = [];
  analytics.on('error', error => failures.push(error));
  const who = { userId: customer('segment'), anonymousId: visitor('segment') };
  analytics.page({ anonymousId: who.anonymousId, name: 'Shirts', properties: { url: '/shirts' } });
  analytics.identify({ ...who, traits: { email: 'ada@example.com', firstName: 'Ada', age: 36 } });
  analytics.track({ ...who, event: 'Order Completed', properties: order('segment'), timestamp: at });
  analytics.alias({ userId: who.userId, previousId: `${RUN}-segment-tablet` });
  analytics.track({ ...who, event: 'Song Played', properties: { song: 'x' } });
  await analytics.closeAndFlush();
  if (failures.length) throw new Error(JSON.stringify(failures[0]));
}

async function rudderstack() {
  const Rudder = require('@rudderstack/rudder-sdk-node');
  const client = new Rudder(WRITE_KEY, { dataPlaneUrl: BASE_URL, flushInterval: 100, logLevel: 'error' });
  const who = { userId: customer('rudderstack'), anonymousId: visitor('rudderstack') };
  const sent = send => new Promise((done, failed) => send(error => (error ? failed(error) : done())));
  await Promise.all([
    sent(done => client.page({ ...who, name: 'Shirts', properties: { url: '/shirts' } }, done)),
    sent(done => client.identify({ ...who, traits: { email: 'ada@example.com' } }, done)),
    sent(done => client.track({ ...who, event: 'Order Completed', properties: order('rudderstack'), originalTimestamp: at }, done)),
    sent(done => client.track({ ...who, event: 'Song Played' }, done)),
  ]);
}

async function posthog() {
  const { PostHog } = require('posthog-node');
  const client = new PostHog(WRITE_KEY, { host: BASE_URL, flushAt: 50 });
  const failures = [];
  client.on('error', error => failures.push(error));
  const distinctId = customer('posthog');
  client.capture({ distinctId, event: '$pageview', properties: { $current_url: '/shirts' } });
  client.identify({ distinctId, properties: { email: 'ada@example.com' } });
  client.alias({ distinctId, alias: visitor('posthog') });
  client.capture({ distinctId, event: 'Order Completed', properties: order('posthog'), timestamp: at });
  client.capture({ distinctId, event: 'Song Played' });
  await client.shutdown();
  if (failures.length) throw failures[0];
}

async function snowplow() {
  const { newTracker, buildPageView, buildSelfDescribingEvent, buildAddToCart } = require('@snowplow/node-tracker');
  const ecommerce = (name, data) => ({ schema: `iglu:com.snowplowanalytics.snowplow.ecommerce/${name}/jsonschema/1-0-0`, data });
  const send = (appId, customHeaders, encodeBase64, events) =>
    new Promise((done, failed) => {
      let left = events.length;
      const tracker = newTracker(
        { namespace: appId, appId, encodeBase64 },
        {
          endpoint: BASE_URL,
          eventMethod: 'post',
          bufferSize: events.length,
          customHeaders,
          onRequestSuccess: batch => { left -= batch.length; if (left <= 0) done(); },
          onRequestFailure: failure => failed(new Error(JSON.stringify(failure))),
        });
      tracker.setUserId(customer('snowplow'));
      tracker.setDomainUserId(visitor('snowplow'));
      for (const [event, context] of events) tracker.track(event, context, { type: 'ttm', value: at.getTime() });
    });
  await send('shop', { 'X-Write-Key': WRITE_KEY }, true, [
    [buildPageView({ pageUrl: '/shirts', pageTitle: 'Shirts' })],
    [buildSelfDescribingEvent({ event: ecommerce('snowplow_ecommerce_action', { type: 'transaction' }) }), [
      ecommerce('transaction', { transaction_id: `${RUN}-snowplow-order`, revenue: 54, currency: 'USD', discount_amount: 5.98 }),
      ecommerce('product', { id: 'p-1', name: 'Linen Shirt', category: 'Clothing', price: 29.99, quantity: 2, currency: 'USD' }),
    ]],
    [buildSelfDescribingEvent({ event: { schema: 'iglu:com.example/song_played/jsonschema/1-0-0', data: {} } })],
  ]);
  // without a header the application's id is the key, and entities travel as they are
  await send(WRITE_KEY, undefined, false, [[buildAddToCart({ sku: 'p-1', name: 'Linen Shirt', unitPrice: 29.99, quantity: 2, currency: 'USD' })]]);
}

async function jitsu() {
  const { jitsuAnalytics } = require('@jitsu/js');
  for (const s2s of [true, false]) {
    const client = jitsuAnalytics({ host: BASE_URL, writeKey: `shop:${WRITE_KEY}`, s2s });
    await client.page({ title: 'Shirts', url: '/shirts' });
    await client.identify(customer('jitsu'), { email: 'ada@example.com' });
    if (s2s) await client.track('Order Completed', order('jitsu'));
    await client.track('Song Played');
  }
}

async function cloudevents() {
  const { CloudEvent, Mode, emitterFor, httpTransport } = require('cloudevents');
  const sink = httpTransport(`${BASE_URL}/v1/cloudevents`);
  const headers = { Authorization: `Bearer ${WRITE_KEY}` };
  const event = (id, type, data) => new CloudEvent({
    id: `${RUN}-${id}`, source: '/shop', type, subject: customer('cloudevents'), time: at.toISOString(), data,
  });
  const items = [{ product_id: 'p-1', title: 'Linen Shirt', category: 'Clothing', price: 29.99, quantity: 2, discount: 5.98 }];
  await emitterFor(sink, { mode: Mode.STRUCTURED })(event('ce-1', 'com.example.purchase', { order_id: `${RUN}-cloudevents-order`, items }), { headers });
  await emitterFor(sink, { mode: Mode.BINARY })(event('ce-2', 'page_view', { url: '/shirts' }), { headers });
  const batch = [event('ce-3', 'search', { query: 'shirt' }), event('ce-4', 'song_played', {})];
  await ok(fetch(`${BASE_URL}/v1/cloudevents`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(batch),
  }));
}

// Google has no client for its protocol; this is how its documentation sends
async function ga4() {
  const items = [{ item_id: 'p-1', item_name: 'Linen Shirt', item_category: 'Clothing', price: 27, discount: 2.99, quantity: 2 }];
  await ok(fetch(`${BASE_URL}/mp/collect?measurement_id=G-1&api_secret=${WRITE_KEY}`, {
    method: 'POST',
    body: JSON.stringify({
      client_id: visitor('ga4'),
      user_id: customer('ga4'),
      timestamp_micros: at.getTime() * 1000,
      events: [
        { name: 'page_view', params: { page_location: '/shirts' } },
        { name: 'login', params: { method: 'Google' } },
        { name: 'purchase', params: { currency: 'USD', value: 54, transaction_id: `${RUN}-ga4-order`, items } },
        { name: 'song_played', params: {} },
      ],
    }),
  }));
}

async function ok(answer) {
  const { status } = await answer;
  if (status < 200 || status > 299) throw new Error(`answered ${status}`);
}

const clients = { segment, rudderstack, posthog, snowplow, jitsu, cloudevents, ga4 };
const outcomes = await Promise.all(Object.entries(clients).map(async ([name, run]) => {
  try {
    await run();
    return `${name} ok`;
  } catch (error) {
    return `${name} failed: ${error?.stack ?? error}`;
  }
}));
console.log(outcomes.join('\n'));
process.exit(0);
