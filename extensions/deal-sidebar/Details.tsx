import { Button, Panel, PanelBody, PanelSection, Text } from '@hubspot/ui-extensions';
import { useCallback, useRef, useState } from 'react';

import type { Ask } from '../ask.js';
import type { RecordActions } from '../deal-card/acting.js';
import { DealCard } from '../deal-card/DealCard.js';

interface Props {
  readonly dealId: string;
  readonly ask: Ask;
  readonly actions: RecordActions;
  /** Told when the details are closed after something was saved in them. */
  readonly onChanged: () => void;
}

/**
 * The whole deal card beside the sidebar. HubSpot gives a card no way to switch the record's tab, so the tab's card comes
 * to the reader instead; it asks for nothing before it is opened.
 */
export const Details = ({ dealId, ask, actions, onChanged }: Props) => {
  const [isOpen, setOpen] = useState(false);
  const hasChanged = useRef(false);
  const noteChange = useCallback(() => {
    hasChanged.current = true;
  }, []);
  const close = () => {
    setOpen(false);
    if (!hasChanged.current) return;
    hasChanged.current = false;
    onChanged();
  };
  return (
    <>
      <Button
        size="sm"
        onClick={() => setOpen(true)}
        overlay={
          <Panel id="deal-partners" title="Partners on this deal" width="lg" variant="modal" onClose={close}>
            <PanelBody>
              <PanelSection>
                {isOpen ? (
                  <DealCard dealId={dealId} ask={ask} actions={actions} onSaved={noteChange} />
                ) : null}
              </PanelSection>
            </PanelBody>
          </Panel>
        }
      >
        Open the details
      </Button>
      <Text variant="microcopy">The same is in the Partnership tab of this deal.</Text>
    </>
  );
};
