import type { TourStop, TourView } from '../page-view.js';

const Stop = ({ stop }: { readonly stop: TourStop }) => (
  <li className="tour-stop">
    <p className="tour-who">{stop.who}</p>
    <h2>{stop.title}</h2>
    {stop.sentences.map((sentence) => (
      <p key={sentence}>{sentence}</p>
    ))}
    {stop.commands.map((command) => (
      <code key={command} className="command">
        {command}
      </code>
    ))}
    <a className="button button-primary button-md" href={stop.href}>
      {stop.linkText}
    </a>
  </li>
);

/** Three ways in for someone who sees this for the first time. */
export const TourPage = ({ view }: { readonly view: TourView }) => (
  <main className="plain tour">
    <h1>What to try first</h1>
    <p>
      This is an emulated HubSpot portal on your own machine, with a made-up company’s deals and partners in
      it. The cards are the real ones. Nothing that you do here leaves this machine;{' '}
      <code>npm start -- --reset</code> starts over.
    </p>
    <ol className="tour-stops">
      {view.stops.map((stop) => (
        <Stop key={stop.who} stop={stop} />
      ))}
    </ol>
  </main>
);
