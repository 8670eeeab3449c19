/** The code in what somebody pasted: the whole link, or the code alone. */
export function invitationIn(pasted: string): string {
  const text = pasted.trim();
  try {
    return new URL(text).searchParams.get('invitation') ?? text;
  } catch {
    return text;
  }
}
