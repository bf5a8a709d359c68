import { RemoteRenderer } from '@remote-ui/react/host';
import { useEffect, useState } from 'react';

import type { CardOnRecord, RecordView } from '../page-view.js';
import { startCard, type RunningCard } from './card-worker.js';
import { CARD_COMPONENTS } from './card-components.js';
import type { AlertMessage } from './wire.js';

interface Props {
  readonly view: RecordView;
  readonly card: CardOnRecord;
}

const Crash = ({ message }: { readonly message: string }) => (
  <div className="alert alert-danger" role="alert">
    <strong>This card crashed.</strong> <span>{message}</span>
  </div>
);

/** The frame that HubSpot draws around a card, with the card's own tree in it. */
export const CardFrame = ({ view, card }: Props) => {
  const [running, setRunning] = useState<RunningCard | null>(null);
  const [crash, setCrash] = useState<string | null>(null);
  const [alerts, setAlerts] = useState<readonly AlertMessage[]>([]);

  useEffect(() => {
    const started = startCard(view, card, {
      onCrash: setCrash,
      onAlert: (alert) => setAlerts((previous) => [...previous, alert]),
    });
    setRunning(started);
    return started.stop;
  }, [view, card]);

  return (
    <section className="card" aria-label={card.name} data-card={card.uid}>
      <header className="card-header">
        <h2>{card.name}</h2>
        <span className="card-app">Partnership Manager</span>
      </header>
      <div className="card-body">
        {alerts.map((alert, index) => (
          <div key={index} className={`alert alert-${alert.type ?? 'info'}`} role="status">
            <strong>{alert.title}</strong> <span>{alert.message}</span>
          </div>
        ))}
        {crash === null ? null : <Crash message={crash} />}
        {running === null ? null : (
          <RemoteRenderer receiver={running.receiver} controller={CARD_COMPONENTS} />
        )}
      </div>
    </section>
  );
};
