"""The figures of `script/bench`: each module measures one thing over real HTTP."""
