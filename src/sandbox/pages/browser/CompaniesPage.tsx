import type { CompaniesView, CompanyRow } from '../page-view.js';
import { Filters, ListPages } from './ListParts.js';

const COLUMNS = [
  'Company name',
  'Domain',
  'Partner type',
  'Partner tier',
  'Partner lifecycle stage',
] as const;

const Row = ({ row }: { readonly row: CompanyRow }) => (
  <tr>
    <td>
      <a className="link" href={row.href}>
        {row.name}
      </a>
    </td>
    <td>{row.domain}</td>
    <td>{row.partnerType}</td>
    <td>{row.tier}</td>
    <td>{row.stage}</td>
  </tr>
);

/** The list of companies: all, or the partners alone. */
export const CompaniesPage = ({ view }: { readonly view: CompaniesView }) => (
  <main className="plain">
    <h1>Companies</h1>
    <p className="quiet">{view.total} records</p>
    <Filters view={view} action="/record/companies" label="Company name contains" all="All companies" />
    <div className="table-scroll" tabIndex={0} role="region" aria-label="Companies">
      <table className="table table-bordered table-condensed">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
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
    {view.rows.length === 0 ? <p className="quiet">No company is like that.</p> : null}
    <ListPages view={view} label="Pages of companies" />
  </main>
);
