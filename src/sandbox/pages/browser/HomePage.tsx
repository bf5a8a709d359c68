import type { DealRow, HomeView } from '../page-view.js';

const COLUMNS = [
  'Deal name',
  'Deal stage',
  'Amount',
  'Close date',
  'Partner attribution',
  'Partner',
] as const;

const Row = ({ row }: { readonly row: DealRow }) => (
  <tr>
    <td>
      <a className="link" href={row.href}>
        {row.name}
      </a>
    </td>
    <td>{row.stage}</td>
    <td className="cell-right">{row.amount}</td>
    <td>{row.closeDate}</td>
    <td>{row.attribution}</td>
    <td>{row.partner}</td>
  </tr>
);

const Pages = ({ view }: { readonly view: HomeView }) => (
  <nav className="pages" aria-label="Pages of deals">
    {view.previousHref === null ? <span className="quiet">Prev</span> : <a href={view.previousHref}>Prev</a>}
    <span>{view.range}</span>
    {view.nextHref === null ? <span className="quiet">Next</span> : <a href={view.nextHref}>Next</a>}
  </nav>
);

/** The list of deals, filtered by name. */
export const HomePage = ({ view }: { readonly view: HomeView }) => (
  <main className="plain">
    <h1>Deals</h1>
    <p className="quiet">{view.total} records</p>
    <form className="filter" action="/record/home" method="get" role="search">
      <label htmlFor="q">Deal name contains</label>
      <input id="q" name="q" type="search" defaultValue={view.query} maxLength={100} />
      <button type="submit" className="button button-secondary button-sm">
        Search
      </button>
    </form>
    <div className="table-scroll" tabIndex={0} role="region" aria-label="Deals">
      <table className="table table-bordered table-condensed">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={column === 'Amount' ? 'cell-right' : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <Row key={row.href} row={row} />
          ))}
        </tbody>
      </table>
    </div>
    {view.rows.length === 0 ? <p className="quiet">No deal has that in its name.</p> : null}
    <Pages view={view} />
  </main>
);
