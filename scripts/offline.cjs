// Stands in the bundle for what citation-js would fetch with. It is called for its `fetch` and `Headers` when loaded, and with an
// address when something is to be fetched: nothing in Ibid may.
function Headers() {}

function offline(address) {
  if (address !== undefined) throw new Error('Ibid does not go online.');
  return { fetch: offline, Headers };
}

module.exports = Object.assign(offline, { Headers });
