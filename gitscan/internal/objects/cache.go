package objects

// cached is one object in a cache, between its neighbours by last use.
type cached struct {
	key          place
	object       Object
	older, newer *cached
}

// cache keeps the packed objects used last, up to limit bytes.
type cache struct {
	limit, size    int64
	byKey          map[place]*cached
	oldest, newest *cached
}

// get returns the object at p.
func (c *cache) get(p place) (Object, bool) {
	e, ok := c.byKey[p]
	if !ok {
		return Object{}, false
	}
	c.unlink(e)
	c.link(e)
	return e.object, true
}

// put keeps o, unless it would take up most of the cache.
func (c *cache) put(p place, o Object) {
	if o.Size > c.limit/2 {
		return
	}
	if c.byKey == nil {
		c.byKey = map[place]*cached{}
	}
	if old, ok := c.byKey[p]; ok {
		c.drop(old)
	}
	e := &cached{key: p, object: o}
	c.byKey[p] = e
	c.size += o.Size + entryOverhead
	c.link(e)
	for c.size > c.limit {
		c.drop(c.oldest)
	}
}

// entryOverhead is about what an entry takes beside its content.
const entryOverhead = 200

// drop forgets e.
func (c *cache) drop(e *cached) {
	c.unlink(e)
	delete(c.byKey, e.key)
	c.size -= e.object.Size + entryOverhead
}

// link makes e the newest.
func (c *cache) link(e *cached) {
	e.older, e.newer = c.newest, nil
	if c.newest != nil {
		c.newest.newer = e
	} else {
		c.oldest = e
	}
	c.newest = e
}

// unlink takes e out of the order of use.
func (c *cache) unlink(e *cached) {
	if e.older != nil {
		e.older.newer = e.newer
	} else {
		c.oldest = e.newer
	}
	if e.newer != nil {
		e.newer.older = e.older
	} else {
		c.newest = e.older
	}
}
