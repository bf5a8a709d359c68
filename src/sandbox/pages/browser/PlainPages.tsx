import type { ProblemView, SettingsView } from '../page-view.js';

/** Says that there is nothing to set here yet, and what the portal is. */
export const SettingsPage = ({ view }: { readonly view: SettingsView }) => (
  <main className="plain">
    <h1>Settings</h1>
    <section className="panel">
      <h2>Partnership Manager has no settings page in this version</h2>
      <p>
        Set it up from the command line: <code>partnership setup</code> creates what is missing in the portal,
        and the policy is the file that <code>PARTNERSHIP_POLICY</code> names.
      </p>
    </section>
    <section className="panel">
      <h2>This portal</h2>
      <dl className="description-list description-row">
        {view.facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  </main>
);

/** Says what happened instead of the page. */
export const ProblemPage = ({ view }: { readonly view: ProblemView }) => (
  <main className="plain">
    <section className="panel">
      <h1>{view.title}</h1>
      <p>{view.message}</p>
      <p>
        <a className="link" href="/record/home">
          All deals
        </a>
      </p>
    </section>
  </main>
);
