/* Copies what a button with data-copy="text" or data-copy-from="#id" names; says so on the button. */
(function () {
  "use strict";

  function copied(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    // plain http, as inside most county networks: only the old way works there
    var area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.className = "visually-hidden";
    document.body.appendChild(area);
    area.select();
    var worked = document.execCommand("copy");
    area.remove();
    return worked ? Promise.resolve() : Promise.reject(new Error("copy"));
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copy], [data-copy-from]");
    if (!button || button.dataset.copying) return;
    button.dataset.copying = "1";
    var source = button.dataset.copyFrom && document.querySelector(button.dataset.copyFrom);
    var before = button.textContent;
    copied(source ? source.textContent.trim() : button.dataset.copy).then(
      function () { button.textContent = "已复制"; },
      function () { button.textContent = "请手工复制"; }
    ).then(function () {
      button.setAttribute("aria-live", "polite");
      window.setTimeout(function () { button.textContent = before; delete button.dataset.copying; }, 2000);
    });
  });
})();
