import type { ProblemView } from '../page-view.js';

/** Says what happened instead of the page. */
export const ProblemPage = ({ view }: { readonly view: ProblemView }) => (
  <main className="plain">
    <section className="panel">
      <h1>{view.title}</h1>
      <p>{view.message}</p>
      <p>
        <a className="link" href="/record/deals">
          All deals
        </a>
      </p>
    </section>
  </main>
);
