import { Page } from '../design/Page';
import { useWords } from '../i18n/catalog';
import { Usage } from './UsageScreen';
import { usageWords } from './usageWords';

/** How much an agent was used, for who built it: by which model and for what, never by whom. */
export default function AgentUsageScreen({ agent }: { agent: number }) {
  const words = useWords(usageWords);
  return (
    <Page title={words.agentTitle} back={{ screen: 'agentBuilder', agent }}>
      <p>{words.agentText}</p>
      <Usage whose={{ of: 'agent', agent }} />
    </Page>
  );
}
