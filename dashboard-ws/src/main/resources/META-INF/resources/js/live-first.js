// Opens the socket before the page's modules have come, and asks for what the overview begins with: their figures are here when the modules are. live.js takes it over.
// A classic script: modules would come too late.
(function () {
  const begins = /^(#\/?(overview)?)?$/.test(location.hash) ? ['kpis', 'sales', 'transactions', 'categories', 'funnel'] : [];
  const asked = ['status'].concat(begins);
  const came = [];
  const socket = new WebSocket((location.protocol === 'https:' ? 'wss' : 'ws') + '://' + location.host + '/ws/live');
  socket.onopen = function () {
    socket.send(JSON.stringify({ type: 'subscribe', channels: asked }));
  };
  socket.onmessage = function (event) {
    came.push(event.data);
  };
  globalThis.firstSocket = { socket: socket, asked: asked, came: came };
})();
