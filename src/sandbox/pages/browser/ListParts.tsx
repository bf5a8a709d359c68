import type { ListFilter } from '../page-view.js';

interface Listed {
  readonly query: string;
  readonly filters: readonly ListFilter[];
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  readonly range: string;
}

interface FilterProps {
  readonly view: Listed;
  readonly action: string;
  readonly label: string;
  readonly all: string;
}

/** What a list is filtered by. It works by addresses, so a filtered list can be kept and sent. */
export const Filters = ({ view, action, label, all }: FilterProps) => (
  <form className="filter" action={action} method="get" role="search">
    <div className="filter-field">
      <label htmlFor="q">{label}</label>
      <input id="q" name="q" className="input" type="search" defaultValue={view.query} maxLength={100} />
    </div>
    {view.filters.map((filter) => (
      <div key={filter.name} className="filter-field">
        <label htmlFor={filter.name}>{filter.label}</label>
        <select id={filter.name} name={filter.name} className="input" defaultValue={filter.value}>
          <option value="">{all}</option>
          {filter.choices.map(({ value, label: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </div>
    ))}
    <button type="submit" className="button button-secondary button-sm">
      Search
    </button>
  </form>
);

export const ListPages = ({ view, label }: { readonly view: Listed; readonly label: string }) => (
  <nav className="pages" aria-label={label}>
    {view.previousHref === null ? (
      <span className="quiet">Prev</span>
    ) : (
      <a className="link" href={view.previousHref}>
        Prev
      </a>
    )}
    <span>{view.range}</span>
    {view.nextHref === null ? (
      <span className="quiet">Next</span>
    ) : (
      <a className="link" href={view.nextHref}>
        Next
      </a>
    )}
  </nav>
);
