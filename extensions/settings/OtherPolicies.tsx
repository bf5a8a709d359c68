import { Accordion, Button, Flex, Text } from '@hubspot/ui-extensions';

import type { PastPolicy } from '../view.js';

interface Props {
  readonly past: readonly PastPolicy[];
  readonly defaults: string;
  readonly onTake: (text: string) => void;
}

/** Policies to go back to: the built-in one, and those that were saved before. */
export const OtherPolicies = ({ past, defaults, onTake }: Props) => (
  <Flex direction="column" gap="small">
    <Flex direction="row" gap="small" align="center" wrap={true}>
      <Button size="xs" onClick={() => onTake(defaults)}>
        Put the built-in defaults into the editor
      </Button>
      <Text variant="microcopy">Nothing is saved until you press Save.</Text>
    </Flex>
    {past.length > 0 && (
      <Accordion title="Policies saved before" size="small">
        <Flex direction="column" gap="small">
          {past.map(({ version, saved, text }, index) => (
            <Flex key={`${version} ${index}`} direction="row" gap="small" align="center" wrap={true}>
              <Text>
                {version}, {saved}
              </Text>
              <Button size="xs" onClick={() => onTake(text)}>
                Put {version} into the editor
              </Button>
            </Flex>
          ))}
        </Flex>
      </Accordion>
    )}
  </Flex>
);
