import type { Seq } from '../protocol/ids';
import type { Answer, MessageView, Topic } from '../protocol/views';

/** A recalled message is gone from the answers that quoted it, too; the server does the same with what it keeps. */
export function withoutQuote(message: MessageView, recalled: Seq): MessageView {
  const { answer } = message;
  if (answer === null || !answer.topics.some((topic) => quotes(topic, recalled))) return message;
  return { ...message, answer: { ...answer, topics: shorten(answer, recalled), thinking: null } };
}

function shorten(answer: Answer, recalled: Seq): Topic[] {
  return answer.topics.flatMap((topic) => {
    if (!quotes(topic, recalled)) return [topic];
    const citations = topic.citations.filter((citation) => citation.message !== recalled);
    // A title is made of words of its messages: it goes unless one that is left says it too.
    const title = citations.some((citation) => citation.quote.includes(topic.title)) ? topic.title : '';
    return citations.length === 0 ? [] : [{ title, citations }];
  });
}

function quotes(topic: Topic, message: Seq): boolean {
  return topic.citations.some((citation) => citation.message === message);
}
