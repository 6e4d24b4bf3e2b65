// Brings a page that is shown to what it should say by touching only what differs: scroll, selection
// and pictures that are loaded stay. It knows blocks by `data-block`; all else by kind and place.

/** Makes the element and all in it equal to another of the same name. */
export function patch(shown: Element, wanted: Element): void {
  if (shown.isEqualNode(wanted)) return;
  patchAttributes(shown, wanted);
  patchChildren(shown, wanted);
}

function patchAttributes(shown: Element, wanted: Element): void {
  for (const name of shown.getAttributeNames()) {
    if (!wanted.hasAttribute(name)) shown.removeAttribute(name);
  }
  for (const name of wanted.getAttributeNames()) {
    const value = wanted.getAttribute(name) ?? '';
    if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
}

function patchChildren(shown: Element, wanted: Element): void {
  const goal = [...wanted.childNodes];
  let old = [...shown.childNodes];
  // What is the same at both ends stays untouched: one letter typed is one block looked into.
  let from = 0;
  while (from < old.length && from < goal.length && same(old[from], goal[from])) from += 1;
  let end = 0;
  while (
    end < old.length - from &&
    end < goal.length - from &&
    same(old[old.length - 1 - end], goal[goal.length - 1 - end])
  ) {
    end += 1;
  }
  const behind = old[old.length - end] ?? null;
  old = old.slice(from, old.length - end);
  const kept = new Map<string, ChildNode>();
  const loose: ChildNode[] = [];
  for (const node of old) {
    const block = blockOf(node);
    if (block === null || kept.has(block)) loose.push(node);
    else kept.set(block, node);
  }
  for (const node of goal.slice(from, goal.length - end)) {
    const block = blockOf(node);
    const match = block === null ? takeLike(loose, node) : (kept.get(block) ?? null);
    if (block !== null) kept.delete(block);
    const placed = match && made(match, node);
    shown.insertBefore(placed ?? shown.ownerDocument.importNode(node, true), behind);
    if (match && !placed) match.remove();
  }
  for (const node of [...kept.values(), ...loose]) node.remove();
}

/** Makes a node say what another says; null when it is of another kind. */
function made(node: ChildNode, wanted: ChildNode): ChildNode | null {
  if (node.nodeName !== wanted.nodeName) return null;
  if (node.nodeType === 1) patch(node as Element, wanted as Element);
  else if (node.nodeValue !== wanted.nodeValue) node.nodeValue = wanted.nodeValue;
  return node;
}

/** Takes the first node of the same name out of the list. */
function takeLike(list: ChildNode[], wanted: ChildNode): ChildNode | null {
  const at = list.findIndex(({ nodeName }) => nodeName === wanted.nodeName);
  return at < 0 ? null : (list.splice(at, 1)[0] ?? null);
}

const same = (a: ChildNode | undefined, b: ChildNode | undefined): boolean =>
  a !== undefined && b !== undefined && a.isEqualNode(b);

function blockOf(node: ChildNode): string | null {
  return node.nodeType === 1 ? (node as Element).getAttribute('data-block') : null;
}
