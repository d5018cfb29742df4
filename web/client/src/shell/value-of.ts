/** What the field holds that an event is about. */
export function valueOf({ target }: Event): string {
  return (target as HTMLInputElement | HTMLSelectElement).value;
}
