"""Bindings of real OpenAPI documents, taken from public packages: does the generator cope with the world?"""
