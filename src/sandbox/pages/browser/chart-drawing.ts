/** Draws charts with echarts: a file of its own, which the page loads when a card first shows a chart. */
import type { ChartOptions } from '@hubspot/ui-extensions';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

import type { ChartTable } from './components/chart-series.js';

echarts.use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const TEXT = { color: '#33475b', fontFamily: "'Lexend Deca', Inter, 'Helvetica Neue', Arial, sans-serif" };
const LINE = '#dfe3eb';

export type ChartKind = 'bar' | 'line';

const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

const seriesOf = (kind: ChartKind, { series, stacked }: ChartTable, options: ChartOptions) =>
  series.map(({ name, color, values }, index) => ({
    type: kind,
    name,
    data: [...values],
    color,
    ...(stacked ? { stack: 'all', ...(kind === 'line' ? { areaStyle: { opacity: 0.25 } } : {}) } : {}),
    ...(kind === 'bar' ? { barMaxWidth: 40 } : { symbolSize: 7, lineStyle: { width: 2.5 } }),
    label: {
      show: options.showDataLabels === true,
      position: stacked && index < series.length - 1 ? ('inside' as const) : ('top' as const),
      formatter: ({ value }: { readonly value: unknown }) =>
        typeof value === 'number' ? short.format(value) : '',
    },
    emphasis: { focus: 'series' as const },
  }));

const axesOf = ({ along, categories, categoryLabel, valueLabel }: ChartTable) => {
  const name = { nameLocation: 'middle' as const, nameTextStyle: { ...TEXT, color: '#516f90' } };
  const category = {
    type: 'category' as const,
    data: [...categories],
    name: categoryLabel,
    nameGap: along === 'x' ? 34 : 90,
    inverse: along === 'y',
    axisTick: { show: false },
    axisLine: { lineStyle: { color: LINE } },
    axisLabel: { ...TEXT, overflow: 'truncate' as const, width: along === 'x' ? 84 : 120, hideOverlap: true },
    ...name,
  };
  const value = {
    type: 'value' as const,
    name: valueLabel,
    nameGap: along === 'x' ? 50 : 34,
    axisLabel: { ...TEXT, formatter: (amount: number) => short.format(amount) },
    splitLine: { lineStyle: { color: LINE } },
    ...name,
  };
  return along === 'x' ? { xAxis: category, yAxis: value } : { xAxis: value, yAxis: category };
};

/** Draws a chart into an element. @returns what takes it away again. */
export const drawChart = (
  element: HTMLElement,
  kind: ChartKind,
  table: ChartTable,
  options: ChartOptions,
): (() => void) => {
  const chart = echarts.init(element, null, { renderer: 'canvas' });
  const legend = options.showLegend === true;
  chart.setOption({
    animation: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    textStyle: TEXT,
    grid: { left: 8, right: 16, top: legend ? 44 : 20, bottom: 8, outerBoundsMode: 'same' },
    legend: {
      show: legend,
      left: 0,
      top: 0,
      type: 'scroll',
      itemHeight: 10,
      itemWidth: 10,
      icon: 'circle',
      textStyle: TEXT,
    },
    // Drawn, not HTML: the page allows no style in markup.
    tooltip: {
      show: options.showTooltips === true,
      trigger: 'axis',
      renderMode: 'richText',
      valueFormatter: (value: unknown) => (typeof value === 'number' ? whole.format(value) : '--'),
    },
    ...axesOf(table),
    series: seriesOf(kind, table, options),
  });
  const sizes = new ResizeObserver(() => chart.resize());
  sizes.observe(element);
  return () => {
    sizes.disconnect();
    chart.dispose();
  };
};
