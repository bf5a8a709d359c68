import { Flex, Heading, List, Text } from '@hubspot/ui-extensions';

/** Who tagged what and when, the newest first. */
export const History = ({ history }: { readonly history: readonly string[] }) =>
  history.length === 0 ? null : (
    <Flex direction="column" gap="small">
      <Heading>History of tags</Heading>
      <List variant="unordered-styled">
        {history.map((sentence, index) => (
          <Text key={`${sentence} ${index}`}>{sentence}</Text>
        ))}
      </List>
    </Flex>
  );
