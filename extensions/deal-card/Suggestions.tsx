import { Flex, Text, Tile } from '@hubspot/ui-extensions';

import { DialogButton } from '../DialogButton.js';
import { Dismiss } from '../Dismiss.js';
import type { DealCardSuggestion, DealCardTagging } from '../view.js';
import type { Acting } from './acting.js';
import { AcceptSuggestion } from './TagButton.js';

interface Props {
  readonly suggestions: readonly DealCardSuggestion[];
  readonly tagging: DealCardTagging | null;
  readonly acting: Acting;
}

/** Partners that may belong on the deal, each with its reasons, to be accepted or not. */
export const Suggestions = ({ suggestions, tagging, acting }: Props) => (
  <>
    {suggestions.map((suggestion) => {
      const id = `dismiss-${suggestion.companyId}`;
      return (
        <Tile key={suggestion.companyId} compact={true}>
          <Flex direction="row" justify="between" align="center" gap="small" wrap={true}>
            <Text>{suggestion.text}</Text>
            {tagging !== null && (
              <Flex direction="row" gap="small">
                <AcceptSuggestion suggestion={suggestion} tagging={tagging} acting={acting} />
                <DialogButton id={id} label="No" title="Not a partner on this deal" variant="transparent">
                  {() => (
                    <Dismiss
                      ask={acting.ask}
                      dealId={acting.dealId}
                      partnerId={suggestion.companyId}
                      text={`${suggestion.name} will not be suggested on this deal again.`}
                      onSaved={(saved) => acting.onSaved(id, saved)}
                      onCancel={() => acting.close(id)}
                    />
                  )}
                </DialogButton>
              </Flex>
            )}
          </Flex>
        </Tile>
      );
    })}
  </>
);
