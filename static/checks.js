/* <input type="checkbox" data-check-all="name"> ticks all boxes of that name in its form, also those that only name the form, and shows whether all are ticked. */
(function () {
  "use strict";

  document.querySelectorAll("[data-check-all]").forEach(function (all) {
    var boxes = Array.prototype.filter.call(all.form.elements, function (field) {
      return field.type === "checkbox" && field.name === all.dataset.checkAll;
    });

    function show() {
      var ticked = boxes.filter(function (box) { return box.checked; }).length;
      all.checked = boxes.length > 0 && ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    }

    all.addEventListener("change", function () {
      boxes.forEach(function (box) { box.checked = all.checked; });
    });
    boxes.forEach(function (box) { box.addEventListener("change", show); });
    show();
  });
})();
