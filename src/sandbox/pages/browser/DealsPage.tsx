import { useState } from 'react';

import type { CardOnRecord, DealRow, DealsView } from '../page-view.js';
import { BulkAction } from './BulkAction.js';
import { Filters, ListPages } from './ListParts.js';
import { readView } from './page-requests.js';

const COLUMNS = [
  'Deal name',
  'Deal stage',
  'Amount',
  'Close date',
  'Partner attribution',
  'Partner',
] as const;

interface RowProps {
  readonly row: DealRow;
  readonly chosen: boolean;
  readonly choose: (chosen: boolean) => void;
}

const Row = ({ row, chosen, choose }: RowProps) => (
  <tr className={chosen ? 'row-chosen' : undefined}>
    <td className="cell-tick">
      <input
        type="checkbox"
        aria-label={`Choose ${row.name}`}
        checked={chosen}
        onChange={(event) => choose(event.target.checked)}
      />
    </td>
    <td>
      <a className="link" href={row.href}>
        {row.name}
      </a>
    </td>
    <td>{row.stage}</td>
    <td className="cell-right">{row.amount}</td>
    <td className="cell-min">{row.closeDate}</td>
    <td>{row.attribution}</td>
    <td>{row.partner}</td>
  </tr>
);

interface BarProps {
  readonly count: number;
  readonly actions: readonly CardOnRecord[];
  readonly onAction: (action: CardOnRecord) => void;
  readonly clear: () => void;
}

const SelectionBar = ({ count, actions, onAction, clear }: BarProps) => (
  <div className="selection" role="toolbar" aria-label="What to do with the chosen deals">
    <strong aria-live="polite">{count} selected</strong>
    {actions.map((action) => (
      <button
        key={action.uid}
        type="button"
        className="button button-secondary button-sm"
        onClick={() => onAction(action)}
      >
        {action.name}
      </button>
    ))}
    {actions.length === 0 ? (
      <span className="quiet">This version of Partnership Manager has no bulk action.</span>
    ) : null}
    <button type="button" className="button button-transparent button-sm" onClick={clear}>
      Clear
    </button>
  </div>
);

interface TableProps {
  readonly view: DealsView;
  readonly chosen: ReadonlySet<string>;
  readonly choose: (ids: readonly string[], on: boolean) => void;
}

const DealsTable = ({ view, chosen, choose }: TableProps) => {
  const ids = view.rows.map((row) => row.id);
  const all = ids.length > 0 && ids.every((id) => chosen.has(id));
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="Deals">
      <table className="table table-bordered table-condensed">
        <thead>
          <tr>
            <th scope="col" className="cell-tick">
              <input
                type="checkbox"
                aria-label="Choose every deal on this page"
                checked={all}
                onChange={(event) => choose(ids, event.target.checked)}
              />
            </th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={column === 'Amount' ? 'cell-right' : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <Row key={row.id} row={row} chosen={chosen.has(row.id)} choose={(on) => choose([row.id], on)} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** The list of deals: filtered, a page at a time, with what can be done to several at once. */
export const DealsPage = ({ view: first }: { readonly view: DealsView }) => {
  const [view, setView] = useState(first);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [action, setAction] = useState<CardOnRecord | null>(null);
  const choose = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    setChosen(next);
  };
  const refresh = () =>
    void readView().then((next) => {
      if (next.kind === 'deals') setView(next);
    });
  return (
    <main className="plain">
      <h1>Deals</h1>
      <p className="quiet">{view.total} records</p>
      <Filters view={view} action="/record/deals" label="Deal name contains" all="All" />
      {chosen.size === 0 ? null : (
        <SelectionBar
          count={chosen.size}
          actions={view.bulkActions}
          onAction={setAction}
          clear={() => setChosen(new Set())}
        />
      )}
      <DealsTable view={view} chosen={chosen} choose={choose} />
      {view.rows.length === 0 ? <p className="quiet">No deal is like that.</p> : null}
      <ListPages view={view} label="Pages of deals" />
      {action === null ? null : (
        <BulkAction
          action={action}
          portalId={view.portalId}
          objectTypeId={view.objectTypeId}
          ids={[...chosen]}
          refresh={refresh}
          close={() => {
            setAction(null);
            refresh();
          }}
        />
      )}
    </main>
  );
};
