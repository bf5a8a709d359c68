import { RemoteRenderer } from '@remote-ui/react/host';
import { useEffect, useMemo, useRef, useState } from 'react';

import type { CardOnRecord } from '../page-view.js';
import { CARD_COMPONENTS } from './card-components.js';
import { type Place, type RunningCard, startCard } from './card-worker.js';
import { createOverlayScope, ScopeContext } from './components/overlay-scope.js';

export interface ExtensionProps {
  readonly place: Place;
  readonly card: CardOnRecord;
  /** Reads the page once more; cards keep what they hold. */
  readonly refresh: () => void;
  /** The whole page anew, or what stands for it. */
  readonly reload?: () => void;
}

const Crash = ({ message }: { readonly message: string }) => (
  <div className="alert alert-danger" role="alert">
    <div>
      <p className="alert-title">This card crashed.</p>
      <p>{message}</p>
    </div>
  </div>
);

/** A running extension: its worker, and the tree that it draws. */
export const Extension = ({ place, card, refresh, reload }: ExtensionProps) => {
  const [running, setRunning] = useState<RunningCard | null>(null);
  const [mounted, setMounted] = useState(false);
  const [crash, setCrash] = useState<string | null>(null);
  const scope = useMemo(createOverlayScope, []);
  const ways = useRef({ refresh, reload });
  ways.current = { refresh, reload };

  useEffect(() => {
    const started = startCard(place, card, {
      onCrash: setCrash,
      onMounted: () => setMounted(true),
      refresh: () => ways.current.refresh(),
      reload: () => (ways.current.reload ?? (() => window.location.reload()))(),
      closeOverlay: scope.close,
    });
    setRunning(started);
    return started.stop;
  }, [place, card, scope]);

  return (
    <div className="extension" data-card={card.uid} aria-busy={!mounted && crash === null}>
      {crash === null ? null : <Crash message={crash} />}
      {mounted || crash !== null ? null : (
        <div className="loading loading-centered" role="status">
          <span className="spinner" aria-hidden="true" />
          <span className="visually-hidden">Loading {card.name}</span>
        </div>
      )}
      {running === null ? null : (
        <ScopeContext.Provider value={scope}>
          <RemoteRenderer receiver={running.receiver} controller={CARD_COMPONENTS} />
        </ScopeContext.Provider>
      )}
    </div>
  );
};

/** The frame that HubSpot draws around a card of a record. */
export const CardFrame = (props: ExtensionProps) => (
  <section className="card" aria-label={props.card.name}>
    <header className="card-header">
      <h2>{props.card.name}</h2>
      <span className="card-app">Partnership Manager</span>
    </header>
    <div className="card-body">
      <Extension {...props} />
    </div>
  </section>
);
