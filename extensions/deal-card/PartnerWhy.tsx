import { Button, Flex, List, ModalBody, ModalFooter, Text } from '@hubspot/ui-extensions';

import { DialogButton } from '../DialogButton.js';
import type { DealCardPartner } from '../view.js';
import type { Acting } from './acting.js';

interface Props {
  readonly partner: DealCardPartner;
  readonly acting: Acting;
}

/** Why one partner has its role and its credit, and its tag. */
export const PartnerWhy = ({ partner, acting }: Props) => {
  const id = `why-${partner.companyId}`;
  return (
    <DialogButton id={id} label="Why" title={`Why: ${partner.role}`} size="xs" variant="transparent">
      {() => (
        <>
          <ModalBody>
            <Flex direction="column" gap="medium">
              <Text format={{ fontWeight: 'demibold' }}>{partner.name}</Text>
              <List variant="unordered-styled">
                {partner.why.map((sentence) => (
                  <Text key={sentence}>{sentence}</Text>
                ))}
              </List>
              <Text>{partner.tag === null ? 'Nobody has tagged it on this deal.' : partner.tag.text}</Text>
              <Text variant="microcopy">{`Partner manager: ${partner.manager}`}</Text>
            </Flex>
          </ModalBody>
          <ModalFooter>
            <Button onClick={() => acting.close(id)}>Close</Button>
          </ModalFooter>
        </>
      )}
    </DialogButton>
  );
};
