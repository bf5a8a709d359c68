/** What a chart shows, from a card's props. */
import { describe, expect, it } from '@jest/globals';
import type { ChartProps } from '@hubspot/ui-extensions';

import { chartTable } from '../../../src/sandbox/pages/browser/components/chart-series.js';

const axes = (more: Partial<ChartProps['axes']> = {}): ChartProps['axes'] => ({
  x: { field: 'month', fieldType: 'category', label: 'Month' },
  y: { field: 'usd', fieldType: 'linear' },
  ...more,
});

describe('the series of a chart', () => {
  it('are one where nothing groups them, named as their axis', () => {
    const table = chartTable({
      data: [
        { month: 'Sep', usd: 3 },
        { month: 'Aug', usd: '4.5' },
      ],
      axes: axes(),
    });
    expect(table).toMatchObject({
      along: 'x',
      categories: ['Sep', 'Aug'],
      categoryLabel: 'Month',
      valueLabel: 'usd',
    });
    expect(table.series.map(({ name, values }) => [name, values])).toEqual([['usd', [3, 4.5]]]);
  });

  it('are one a group, with null where a group has no number, and HubSpot’s colours in their order', () => {
    const data = [
      { month: 'Sep', usd: 3, class: 'sourced' },
      { month: 'Oct', usd: 5, class: 'direct' },
    ];
    const words = { class: { sourced: 'Partner-sourced' } };
    const table = chartTable({
      data: { data, options: { propertyLabels: words } },
      axes: axes({ options: { groupFieldByColor: 'class', stacking: true, colors: { direct: 'blue' } } }),
    });
    expect(table.stacked).toBe(true);
    expect(table.series).toEqual([
      { name: 'Partner-sourced', color: '#ff8f59', values: [3, null] },
      { name: 'direct', color: '#3b7ee0', values: [null, 5] },
    ]);
  });

  it('take the colours that a card wishes for first', () => {
    const table = chartTable({
      data: [{ month: 'Sep', usd: 1 }],
      axes: axes(),
      options: { colorList: ['green'] },
    });
    expect(table.series[0]!.color).toBe('#7bb661');
  });

  it('stand along the other axis where the numbers are on x', () => {
    const table = chartTable({
      data: [{ month: 'Sep', usd: 3 }],
      axes: { x: { field: 'usd', fieldType: 'linear' }, y: { field: 'month', fieldType: 'category' } },
    });
    expect(table).toMatchObject({ along: 'y', categories: ['Sep'], valueLabel: 'usd' });
  });

  it('are in the order of time where the axis is one of time', () => {
    const at = (day: string) => ({ month: day, usd: 1 });
    const table = chartTable({
      data: [at('2026-10-02'), at('2026-09-02')],
      axes: axes({ x: { field: 'month', fieldType: 'datetime' } }),
    });
    expect(table.categories).toEqual(['2 Sep 2026', '2 Oct 2026']);
  });

  it('are empty where there is no data', () => {
    expect(chartTable({ data: [], axes: axes() })).toMatchObject({
      categories: [],
      series: [{ values: [] }],
    });
  });
});
