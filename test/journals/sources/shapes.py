import json

from tenantry import step

seen = {}


def note(name, value):
    def work():
        print('ran', name)
        return value

    seen[name] = step(name, work)


note('text', 'Grüße, "漢字"\n\u2028 \\ 🙂')
note('empty text', '')
note('whole number', -42)
note('fraction', 0.1 + 0.2)
note('true', True)
note('none', None)
note('empty list', [])
note('list', [1, 'two', [3, None], {'four': 4}])
note('tuple', (1, 2))
note('empty object', {})
note('object', {'a': {'b': {'c': [False]}}, '': 1})
note('long', 'x' * 2_000)
note('schritt "äöü" ✓', 'a name of its own')
note('n' * 512, 'the longest name')
for user in ['ada', 'grace']:
    note(f'user {user}', {'user': user, 'disabled': True})
try:
    step('fails', lambda: 1 / 0)
except ZeroDivisionError:
    print('caught it')
print('result', json.dumps(seen))
