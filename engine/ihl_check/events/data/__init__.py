"""Tables of places: GeoNames towns (see ATTRIBUTION.md), countries and regions kept by hand."""
