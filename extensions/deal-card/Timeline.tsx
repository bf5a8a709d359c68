import { Flex, Heading, StepIndicator, Text } from '@hubspot/ui-extensions';

import type { DealTimeline } from '../view.js';

/** What happened when, and from when to when it counts: in one line, and drawn step by step. */
export const Timeline = ({ timeline }: { readonly timeline: DealTimeline }) => (
  <Flex direction="column" gap="small">
    <Heading>When it happened</Heading>
    <Text>{timeline.sentence}</Text>
    <StepIndicator
      direction="vertical"
      circleSize="xs"
      currentStep={timeline.currentStep}
      stepNames={timeline.steps.map(({ date, text }) => `${date} · ${text}`)}
    />
    {timeline.windows.map((window) => (
      <Text key={window} variant="microcopy">
        {window}
      </Text>
    ))}
    {timeline.lock !== null && <Text>{timeline.lock}</Text>}
  </Flex>
);
