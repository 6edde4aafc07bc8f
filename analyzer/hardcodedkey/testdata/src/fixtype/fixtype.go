package fixtype

type Key string

type Holder struct{ Key Key }
