"""The JavaScript between the worker and citeproc-js.

One engine lives in each context. Items are held here so that the engine can fetch them at once;
citations keep their identifiers from one request to the next, so that only what an edit touches
is rendered again.
"""

BEFORE = "var module = {exports: {}};"

AFTER = r"""
var pincite = (function () {
  "use strict";
  var items = {}, locales = {}, engine = null;
  var sys = {
    retrieveItem: function (id) { return items[id]; },
    retrieveLocale: function (lang) { return locales[lang] || locales["en-US"]; },
    getAbbreviation: false
  };
  delete sys.getAbbreviation;

  function open(request) {
    locales = request.locales;
    engine = new CSL.Engine(sys, request.style, request.locale);
    for (var name in request.options) {
      engine.opt.development_extensions[name] = request.options[name];
    }
    return {"class": engine.opt["xclass"] || engine.cslXml.dataObj.attrs["class"]};
  }

  function feed(changed) {
    for (var i = 0; i < changed.length; i += 1) { items["" + changed[i].id] = changed[i]; }
    return null;
  }

  function forget(ids) {
    // Takes items out of the engine so that the next update reads them afresh.
    var gone = {}, left = [];
    ids.forEach(function (id) { gone[id] = true; });
    engine.registry.uncited = {};
    for (var id in engine.registry.registry) { if (!gone[id]) { left.push(id); } }
    engine.updateItems(left);
    return null;
  }

  function rebuild(request) {
    engine.registry.uncited = {};
    for (var id in engine.registry.registry) {
      delete engine.registry.registry[id]["first-reference-note-number"];
    }
    // The engine looks at the old citations while it updates items, which must not happen here.
    engine.registry.citationreg.citationById = {};
    engine.registry.citationreg.citationByIndex = [];
    engine.registry.citationreg.citationsByItemId = {};
    engine.setOutputFormat(request.format);
    var rendered = engine.rebuildProcessorState(request.citations, request.format, request.uncited);
    return rendered.map(function (triple) { return [triple[0], triple[2]]; });
  }

  function place(request) {
    // Puts one citation between those before and after it; answers all that this changed.
    var result = engine.processCitationCluster(request.citation, request.before, request.after);
    return result[1].map(function (entry) { return [entry[2], entry[1]]; });
  }

  function uncited(ids) { engine.updateUncitedItems(ids); return null; }

  function bibliography() {
    var made = engine.makeBibliography();
    if (!made) { return {entries: [], ids: [], hanging: false, align: false}; }
    return {
      entries: made[1], ids: made[0].entry_ids,
      hanging: !!made[0].hangingindent, align: !!made[0]["second-field-align"]
    };
  }

  return {open: open, feed: feed, forget: forget, rebuild: rebuild, place: place,
          uncited: uncited, bibliography: bibliography, engine: function () { return engine; }};
})();
"""
