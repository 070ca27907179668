/* Draws a chart from the table beside it, which stays: a picture for those who would rather look.
   <div class="mc-chart" id="cover"></div>
   <table data-chart="line" data-chart-into="#cover" …>  line or bar
     data-chart-columns="3"    the columns drawn, counted from 0, with commas; the last one unless told
     data-chart-target="5"     a dashed line, labelled data-chart-target-label (目标 5%)
     data-chart-axis="1月,2月"  the whole axis, where the table does not reach its end yet
     data-chart-unit="%"  data-chart-max="6"
   Rows in the table's foot are not drawn; hidden rows are. No animation; labels on the lines instead of a legend. */
(function () {
  "use strict";
  if (!window.echarts) return;
  var COLOURS = ["#1d5fbf", "#2f9e66", "#8f5600", "#626e7b"];
  var FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';

  function number(text) {
    var found = text.replace(/,/g, "").match(/-?\d+(\.\d+)?/);
    return found ? Number(found[0]) : null;
  }

  function read(table) {
    var rows = Array.prototype.map.call(table.querySelectorAll("tbody tr"), function (row) {
      return Array.prototype.map.call(row.cells, function (cell) { return cell.textContent.trim(); });
    });
    var heads = Array.prototype.map.call(table.querySelectorAll("thead th"), function (cell) { return cell.textContent.trim(); });
    var columns = (table.dataset.chartColumns || String(heads.length - 1)).split(",").map(Number);
    return { names: rows.map(function (row) { return row[0]; }), columns: columns.map(function (column) {
      return { name: heads[column], values: rows.map(function (row) { return number(row[column] || ""); }) };
    }) };
  }

  function series(table, column, index, alone) {
    var unit = table.dataset.chartUnit || "";
    var colour = COLOURS[index % COLOURS.length];
    var one = { type: table.dataset.chart, name: column.name, data: column.values, itemStyle: { color: colour } };
    if (table.dataset.chart === "bar") {
      one.barMaxWidth = 28;
      one.label = { show: true, position: "top", color: "#4a5866", fontSize: 12 };
      return one;
    }
    one.symbol = "circle";
    one.symbolSize = 6;
    one.lineStyle = { width: 2.5, color: colour };
    one.endLabel = { show: true, color: colour, fontWeight: 600, fontSize: 13, offset: [2, 8],
      formatter: function (point) { return (alone ? "" : column.name + " ") + point.value + unit; } };
    return one;
  }

  function options(table, width) {
    var data = read(table);
    var unit = table.dataset.chartUnit || "";
    var lines = data.columns.map(function (column, index) { return series(table, column, index, data.columns.length === 1); });
    if (table.dataset.chartTarget && lines.length) {
      lines[0].markLine = { silent: true, symbol: "none", data: [{ yAxis: Number(table.dataset.chartTarget) }],
        lineStyle: { color: "#1b2733", width: 1.5, type: "dashed" },
        label: { formatter: table.dataset.chartTargetLabel || "目标", color: "#1b2733", fontSize: 12, position: "end" } };
    }
    var axis = table.dataset.chartAxis ? table.dataset.chartAxis.split(",") : data.names;
    var wordy = Math.max.apply(null, axis.map(function (word) { return word.length; })) * 9;
    return {
      animation: false, textStyle: { fontFamily: FONT }, aria: { enabled: false },
      grid: { left: 48, right: 64, top: 20, bottom: 28 },
      xAxis: { type: "category", boundaryGap: table.dataset.chart === "bar",
        data: axis,
        axisLine: { lineStyle: { color: "#dde3e9" } }, axisTick: { show: false },
        axisLabel: { color: "#4a5866", fontSize: 12, interval: (width - 112) / axis.length > wordy ? 0 : "auto" } },
      yAxis: { type: "value", min: 0, max: table.dataset.chartMax ? Number(table.dataset.chartMax) : undefined, splitNumber: 3,
        axisLabel: { color: "#4a5866", fontSize: 12, formatter: "{value}" + unit }, splitLine: { lineStyle: { color: "#edf0f4" } } },
      series: lines
    };
  }

  function start(root) {
    root.querySelectorAll("table[data-chart]").forEach(function (table) {
      var box = document.querySelector(table.dataset.chartInto);
      if (!box || box.dataset.drawn) return;
      box.dataset.drawn = "1";
      box.setAttribute("role", "img");
      if (!box.hasAttribute("aria-label")) box.setAttribute("aria-label", "图，数字见旁边的表");
      var chart = window.echarts.init(box, null, { renderer: "svg" });
      chart.setOption(options(table, box.clientWidth));
      window.addEventListener("resize", function () { chart.resize(); });
      window.addEventListener("beforeprint", function () { chart.resize(); });
    });
  }

  start(document);
  document.addEventListener("htmx:load", function (event) { start(event.target); });
})();
