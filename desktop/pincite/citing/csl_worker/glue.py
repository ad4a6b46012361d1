"""The JavaScript between the worker and citeproc-js.

One engine lives in each context. Items are held here so that the engine can fetch them at once;
citations keep their identifiers from one request to the next, so that only what an edit touches
is rendered again.
"""

BEFORE = "var module = {exports: {}};"

FASTER = r""";
(function () {
  "use strict";
  // What takes most of the time in a cold engine, without its cost where the outcome is plain.
  // The official test suite runs with these in force.
  function withAscii(slow, fast) {
    return function (text) {
      var language = this.tmp.lang_array ? String(this.tmp.lang_array[0]) : "";
      // Turkish, Azeri and Lithuanian have rules of their own for plain letters.
      if (/^(?:tr|az|lt)/.test(language) || !/^[\x00-\x7f]*$/.test(text)) {
        return slow.call(this, text);
      }
      return fast.call(text);
    };
  }
  CSL.toLocaleLowerCase = withAscii(CSL.toLocaleLowerCase, String.prototype.toLowerCase);
  CSL.toLocaleUpperCase = withAscii(CSL.toLocaleUpperCase, String.prototype.toUpperCase);

  var walk = CSL.XmlJSON.prototype.getNodesByName, macros = new WeakMap();
  CSL.XmlJSON.prototype.getNodesByName = function (tree, name, wanted, found) {
    if (name !== "macro" || !wanted || found || !tree) {
      return walk.call(this, tree, name, wanted, found);
    }
    // A style names its macros hundreds of times; each time the whole tree was searched.
    if (!macros.has(tree)) {
      var byName = {};
      walk.call(this, tree, "macro").forEach(function (node) {
        (byName["@" + node.attrs.name] = byName["@" + node.attrs.name] || []).push(node);
      });
      macros.set(tree, byName);
    }
    return (macros.get(tree)["@" + wanted] || []).slice();
  };
})();
"""

AFTER = (
    FASTER
    + r"""
var pincite = (function () {
  "use strict";
  var items = {}, versions = {}, locales = {}, engine = null;
  // What entries were made of, and their texts; which parts of a style an entry can depend on.
  var entries = {}, depends = {};
  var sys = {
    retrieveItem: function (id) { return items[id]; },
    retrieveLocale: function (lang) { return locales[lang] || locales["en-US"]; },
    getAbbreviation: false
  };
  delete sys.getAbbreviation;

  function open(request) {
    locales = request.locales;
    items = {};
    versions = {};
    entries = {};
    engine = new CSL.Engine(sys, request.style, request.locale);
    for (var name in request.options) {
      engine.opt.development_extensions[name] = request.options[name];
    }
    var flipflopper = engine.fun.flipflopper, processTags = flipflopper.processTags;
    flipflopper.processTags = function (blob) {
      // Text without a quotation mark, bracket or tag has nothing to turn over.
      if (!/^[\w .,:;\-]*$/.test(blob.blobs)) { processTags.call(flipflopper, blob); }
    };
    depends = {
      number: /citation-number|citation-label/.test(request.style),
      first: /first-reference-note-number/.test(request.style),
      before: /subsequent-author-substitute/.test(request.style)
    };
    return {"class": engine.opt["xclass"] || engine.cslXml.dataObj.attrs["class"]};
  }

  function feed(changed) {
    changed.forEach(function (item) {
      var id = "" + item.id;
      items[id] = item;
      versions[id] = (versions[id] || 0) + 1;
    });
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
    if (request.fresh) {
      engine.registry = new CSL.Registry(engine);
      engine.disambiguate = new CSL.Disambiguation(engine);
    }
    engine.registry.uncited = {};
    for (var known in engine.registry.registry) {
      delete engine.registry.registry[known]["first-reference-note-number"];
    }
    // The engine looks at the old citations while it updates items, which must not happen here.
    engine.registry.citationreg.citationById = {};
    engine.registry.citationreg.citationByIndex = [];
    engine.registry.citationreg.citationsByItemId = {};
    engine.setOutputFormat(request.format);
    var ids = {};
    request.citations.forEach(function (citation) {
      citation.citationItems.forEach(function (cite) { ids[cite.id] = true; });
    });
    engine.updateItems(Object.keys(ids));
    // Before the citations are written: works that are only listed can make cites ambiguous. What
    // has no citation then is taken out, so the cited works are marked.
    for (var id in ids) { engine.registry.citationreg.citationsByItemId[id] = []; }
    engine.updateUncitedItems(request.uncited);
    return register(request.citations);
  }

  function register(citations) {
    // All at once: rebuildProcessorState of the engine looks at all citations before each one,
    // which takes seconds for a thousand notes. Here the first is placed among the others, which
    // the engine renders because their positions are new to it.
    if (!citations.length) { return []; }
    citations.forEach(function (citation) {
      citation.sortedItems = citation.citationItems.map(function (given) {
        var item = engine.retrieveItem("" + given.id), cite = {};
        for (var name in given) { cite[name] = given[name]; }
        given.item = item;
        return [item, CSL.parseLocator.call(engine, cite)];
      });
      sort(citation);
      engine.registry.citationreg.citationById[citation.citationID] = citation;
    });
    var others = citations.slice(1).map(function (citation) {
      return [citation.citationID, citation.properties.noteIndex];
    });
    var texts = {};
    place({citation: citations[0], before: [], after: others}).forEach(function (pair) {
      texts[pair[0]] = pair[1];
    });
    return citations.map(function (citation) {
      var id = citation.citationID;
      if (!(id in texts)) {
        engine.tmp.citation_pos = citation.properties.index;
        texts[id] = engine.process_CitationCluster(citation.sortedItems, citation);
      }
      return [id, texts[id]];
    });
  }

  var cluster = CSL.getCitationCluster;
  CSL.getCitationCluster = function (cites, citation) {
    // An author in the running text stands without what is put before and after the cite.
    if (!citation || !citation.properties || citation.properties.mode !== "author-only") {
      return cluster.call(this, cites, citation);
    }
    var kept = cites.map(function (cite) { return [cite[1].prefix, cite[1].suffix]; });
    cites.forEach(function (cite) { delete cite[1].prefix; delete cite[1].suffix; });
    try {
      var made = cluster.call(this, cites, citation);
      // What a style of numbers says of authors.
      return made === "[NO_PRINTED_FORM]" ? "" : made;
    } finally {
      cites.forEach(function (cite, place) {
        cite[1].prefix = kept[place][0];
        cite[1].suffix = kept[place][1];
      });
    }
  };

  function sort(citation) {
    // As the engine does before it looks at positions.
    var cites = citation.sortedItems;
    if (cites.length < 2 || !engine.citation_sort.tokens.length) { return; }
    if (engine.opt.citation_number_sort || citation.properties.unsorted) { return; }
    cites.forEach(function (cite) {
      cite[1].sortkeys = CSL.getSortKeys.call(engine, cite[0], "citation_sort");
    });
    cites.sort(engine.citation.srt.compareCompositeKeys);
  }

  function place(request) {
    // Puts one citation between those before and after it; answers all that this changed.
    var result = engine.processCitationCluster(request.citation, request.before, request.after);
    return result[1].map(function (entry) { return [entry[2], entry[1]]; });
  }

  function uncited(ids) { engine.updateUncitedItems(ids); return null; }

  function signatures(ids) {
    // For each entry all that its text can depend on, besides the style.
    var last = "";
    return ids.map(function (id) {
      var known = engine.registry.registry[id];
      var own = [engine.opt.mode, versions[id], known.disambig];
      if (depends.number) { own.push(known.seq); }
      if (depends.first) { own.push(known["first-reference-note-number"]); }
      var made = JSON.stringify(own), before = last;
      last = id + made;
      return depends.before ? before + "\n" + made : made;
    });
  }

  function entriesOf(ids) {
    // The engine's bibliography, as if it consisted of these works only.
    var getSortedIds = engine.registry.getSortedIds;
    engine.registry.getSortedIds = function () { return ids; };
    try {
      return engine.makeBibliography();
    } finally {
      engine.registry.getSortedIds = getSortedIds;
    }
  }

  function textsOf(ids) {
    // The text of each work's entry. The engine passes over works for which a style prints nothing
    // but names them: mostly it also says which, else each is asked for alone.
    var made = entriesOf(ids), texts = {};
    var given = made[0].entry_ids.map(function (list) { return "" + list[0]; });
    if (given.length !== made[1].length) {
      var empty = {};
      made[0].bibliography_errors.forEach(function (error) { empty["" + error.itemID] = true; });
      var printed = given.filter(function (id) { return !empty[id]; });
      given = printed.length === made[1].length ? printed : given.filter(function (id) {
        return entriesOf([id])[1].length > 0;
      });
    }
    given.forEach(function (id, place) { texts[id] = made[1][place]; });
    return texts;
  }

  function refresh(ids, signs) {
    // Renders the entries that changed, each after the one that it follows: where a style puts a
    // dash for the names of the entry above, it has to know them.
    var wanted = [], changed = {};
    ids.forEach(function (id, index) {
      if (entries[id] && entries[id].sign === signs[index]) { return; }
      if (depends.before && index && !(ids[index - 1] in changed)) { wanted.push(ids[index - 1]); }
      wanted.push(id);
      changed[id] = signs[index];
    });
    if (!wanted.length) { return; }
    var isGap = function (id) { return entries[id] && !entries[id].text; };
    if (depends.before && ids.some(isGap)) {
      // The entry above is then not the one before in the list.
      wanted = ids;
    }
    var texts = textsOf(wanted);
    Object.keys(changed).forEach(function (id) {
      entries[id] = {sign: changed[id], text: texts[id] || ""};
    });
  }

  function bibliography() {
    var answer = {
      entries: [], ids: [], hanging: !!engine.bibliography.opt.hangingindent,
      align: !!engine.bibliography.opt["second-field-align"]
    };
    if (!engine.bibliography.tokens.length) { return answer; }
    if (engine.opt.parallel.enable) {
      // Parallel citations of law put several works into one entry.
      var made = engine.makeBibliography();
      answer.entries = made[1];
      answer.ids = made[0].entry_ids;
      return answer;
    }
    var ids = engine.registry.getSortedIds();
    refresh(ids, signatures(ids));
    ids.forEach(function (id) {
      if (entries[id].text) {
        answer.entries.push(entries[id].text);
        answer.ids.push([id]);
      }
    });
    return answer;
  }

  return {open: open, feed: feed, forget: forget, rebuild: rebuild, place: place,
          uncited: uncited, bibliography: bibliography, engine: function () { return engine; }};
})();
"""
)
