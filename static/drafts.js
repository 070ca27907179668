/* Keeps what is typed into <form data-draft-key="…"> in this browser until it has reached the server.
   - Restored when the page is opened again, with a note that says from when and offers to drop it; not over values
     that the server sent back with errors (data-draft-bound).
   - Dropped when, after sending, a page without that form arrives; a failed sending therefore loses nothing.
   - Without a network a form is not sent: the note says so, and sending again is one tap once the network is back.
   - An element [data-draft-saved] shows when it was last kept. Passwords, files and hidden fields are never kept.
   Drafts belong to the person signed in (body[data-person]) and end after seven days. */
(function () {
  "use strict";
  var PREFIX = "mingcha-draft:" + (document.body.dataset.person || "") + ":";
  var SENT = "mingcha-draft-sent";
  var DAYS = 7;

  function store(work) {
    try { return work(window.localStorage); } catch (error) { return null; } // full, or forbidden by the browser
  }

  function keep(key, value) { return store(function (storage) { storage.setItem(key, JSON.stringify(value)); return true; }); }
  function drop(key) { store(function (storage) { storage.removeItem(key); }); }
  function kept(key) {
    return store(function (storage) { return JSON.parse(storage.getItem(key)); });
  }

  function fields(form) {
    return Array.prototype.filter.call(form.elements, function (field) {
      return field.name && ["password", "file", "hidden", "submit", "button"].indexOf(field.type) < 0;
    });
  }

  function values(form) {
    return fields(form).map(function (field) {
      if (field.type === "checkbox" || field.type === "radio") return [field.name, field.value, field.checked];
      if (field.type === "select-multiple") {
        return [field.name, null, Array.prototype.map.call(field.selectedOptions, function (option) { return option.value; })];
      }
      return [field.name, null, field.value];
    });
  }

  function same(one, other) { return JSON.stringify(one) === JSON.stringify(other); }

  function fill(form, list) {
    var byName = {};
    list.forEach(function (item) { (byName[item[0]] = byName[item[0]] || []).push(item); });
    fields(form).forEach(function (field) {
      var items = byName[field.name] || [];
      if (field.type === "checkbox" || field.type === "radio") {
        items.forEach(function (item) { if (item[1] === field.value) field.checked = item[2]; });
      } else if (field.type === "select-multiple" && items.length) {
        Array.prototype.forEach.call(field.options, function (option) { option.selected = items[0][2].indexOf(option.value) >= 0; });
      } else if (items.length) {
        field.value = items.shift()[2];
      }
    });
    form.dispatchEvent(new Event("draft:restored", { bubbles: true }));
  }

  function clock(moment) {
    var date = new Date(moment);
    var time = date.getHours() + ":" + ("0" + date.getMinutes()).slice(-2);
    return date.toDateString() === new Date().toDateString() ? time : (date.getMonth() + 1) + "月" + date.getDate() + "日 " + time;
  }

  function say(form, kind, words, label, act) {
    var old = form.querySelector(".mc-draft");
    if (old) old.remove();
    var note = document.createElement("div");
    note.className = "mc-note mc-draft " + kind;
    note.setAttribute("role", "status");
    var text = document.createElement("div");
    text.className = "text";
    text.textContent = words;
    note.appendChild(text);
    if (label) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-sm";
      button.textContent = label;
      button.addEventListener("click", function () { note.remove(); act(); });
      note.appendChild(button);
    }
    form.insertBefore(note, form.firstChild);
  }

  function guard(form) {
    var key = PREFIX + form.dataset.draftKey;
    var original = values(form);
    var saved = form.querySelector("[data-draft-saved]");
    var timer = 0;
    var draft = kept(key);
    if (draft && !("draftBound" in form.dataset) && !same(draft.values, original)) {
      fill(form, draft.values);
      say(form, "info", "已恢复 " + clock(draft.at) + " 没有提交的内容", "不要了", function () {
        drop(key);
        fill(form, original);
      });
    }

    function keepNow() {
      window.clearTimeout(timer);
      var present = values(form);
      if (same(present, original)) { drop(key); return; }
      var done = keep(key, { at: Date.now(), values: present });
      if (saved) saved.textContent = done ? clock(Date.now()) + " 已存在本机" : "";
    }

    form.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(keepNow, 500);
    });
    window.addEventListener("pagehide", function () { if (timer) keepNow(); });

    form.addEventListener("submit", function (event) {
      keepNow();
      timer = 0;
      if (navigator.onLine === false) {
        event.preventDefault();
        event.stopPropagation();
        say(form, "soon", "没有网络，内容已存在本机，联网后请再点一次提交");
        return;
      }
      try { window.sessionStorage.setItem(SENT, key); } catch (error) { /* then the draft stays until it is dropped by hand */ }
    });
    window.addEventListener("online", function () {
      if (form.querySelector(".mc-draft.soon")) {
        say(form, "done", "网络已恢复", "现在提交", function () { form.requestSubmit ? form.requestSubmit() : form.submit(); });
      }
    });
  }

  var forms = document.querySelectorAll("form[data-draft-key]");
  var sent = null;
  try { sent = window.sessionStorage.getItem(SENT); window.sessionStorage.removeItem(SENT); } catch (error) { /* nothing was sent */ }
  var back = Array.prototype.some.call(forms, function (form) { return PREFIX + form.dataset.draftKey === sent; });
  if (sent && !back) drop(sent);
  store(function (storage) {
    Object.keys(storage).forEach(function (key) {
      if (key.indexOf("mingcha-draft:") !== 0) return;
      var draft = kept(key);
      if (!draft || Date.now() - draft.at > DAYS * 86400000) drop(key);
    });
  });
  forms.forEach(guard);
})();
