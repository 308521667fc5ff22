"""Full-waveform inversion of OpenFWI with deep networks and physics. Its public names are imported on first use."""
__version__ = "0.1.0"

_HOME = dict(draw='velocity.families', simulate='physics.simulate', misfit_gradient='physics.simulate',
             load='training.weights', predict='pipeline.predict', refine='inversion.refine',
             show='pipeline.show')   # name -> its module
__all__ = list(_HOME)

def __getattr__(name):
    "Import a public name from its module, so that `import gwi` costs nothing and needs no TensorFlow."
    if name not in _HOME: raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    from importlib import import_module
    value = globals()[name] = getattr(import_module(f'{__name__}.{_HOME[name]}'), name)
    return value

def __dir__(): return sorted([*globals(), *_HOME])

from .utils.platform import prepare_environment as _prepare_environment
_prepare_environment()      # before matplotlib and numba are imported
